// What every page needs before it is painted, and its menus: a script of the head, not a module.

import { applyAppearance, connectAppearance } from "./appearance.js";
import { connectMenus } from "./menus.js";

applyAppearance();
connectAppearance();
connectMenus();
