// Keys that belong to an input method, while it puts a syllable together.

const KEY_OF_INPUT_METHOD = 229; // as Safari says of the key that ends a syllable

export function isComposing(event) {
  return event.isComposing || event.keyCode === KEY_OF_INPUT_METHOD;
}
