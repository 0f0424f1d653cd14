"""What a user agent names: a device or an app, and names of theirs that sound like a robot's."""

import re

# The model stands behind the version of Android, maybe after a language: "Android 13; ko-kr; SM-…".
# What gives an address or a version of a bot there is no model.
_MODEL = re.compile(
    r"""( (?:Andr[o0]id|Adr) [^;()]{0,16} ;
          (?: [ ]? (?: [a-z]{2} (?:[-_][a-z]{2,4})? | HarmonyOS ) ; )? )
        (?! [^;()]{0,80} bot/ ) [^;()@:]{1,80}""",
    re.IGNORECASE | re.VERBOSE,
)

# Parts of the names of phones, browsers and apps that people read with, which the rules for robots
# would take for one: CUBOT makes phones, libwww-FM is part of Lynx, bsalsa.com of Internet Explorer
# inside of other programs.
_LOOKALIKES = re.compile(
    r"""cubot | HTC[ _-]?Butterfly | ViewSonic | [a-z0-9]008/ | Blackboard/ | Viber | Fluid/
      | fuboTV | Smart[- ]Monitor | Sogou(?:MSE|Search|\w*Browser) | QQDownload | BOTECH | cronet
      | Caboto | Demonstration | \(Bottle\) | i(?:-station[ ])?Buddy | Kobo[ ]eReader
      | AmigaVoyager | libwww-FM
      | Mosaic.{1,80}libwww/ | Technology(?:%20|[ ])Preview | yandex\.(?:zen|search)
      | MetaIAB[ ]Facebook | Mattermost/ | Microsoft[ ]Office(?:[ ][A-Z]\w+)?/
      | Microsoft[ ]Outlook | MozacFetch/ | GoodReader | AndroidDownloadManager | htc_bot\w*
      | LibVLC | LibWeb | Podimo | PodcastAddict | whatsapp-app | Coc_?Coc(?!bot) | Freespoke
      | Presearch | ArtisReader | 1Password | WhatsApp\+?/\S{1,20}[ ](?=.{1,60}Device/)
      | \b(?!Cypress)[\w-]{1,30}/[\d.]{1,20}[ ](?=Chrome/[\d.]{1,20}[ ]Electron/)
      | https?://(?:www\.)?(?:bsalsa|avantbrowser|orcabrowser|qtweb)\.\w+""",
    re.IGNORECASE | re.VERBOSE,
)

_PHONE_SYSTEM = re.compile(r"Android|iPhone|iPad|iOS|macOS|Darwin", re.IGNORECASE)

_SYSTEMS = r"""Android | \bAdr[ ] | iP(?:hone|ad|od) | \biOS | watch[ ]?OS | tvOS
  | mac[ _]?OS | Macintosh | Mac_Power | Darwin | Windows | \bWin(?:NT|9|3|16|32|64) | Linux
  | X11 | BSD | SunOS | \bCrOS | KaiOS | Ubuntu | CentOS | Serenity | Plan9 | hiptop | Tizen
  | web[O0]S | \bBada | MeeGo | Maemo | Symbian | SymbOS | Series[ ]?[346]0 | S60 | BREW
  | MIDP | J2ME | Profile/ | \bMAUI | \bMRE\b | RISC[ ]OS | Amiga | BeOS | Haiku | OS/2
  | OpenVMS | \bQNX | Syllable | SkyOS | \bIRIX | HP-UX | \bAIX\b | OSF1 | Inferno | \bEpoc
  | Palm | \bPDA\b | FOMA | PlayStation | \bPS[345P]\b | Nintendo | Dreamcast | Xbox | \bRoku
  | HbbTV | TV\b | Kindle"""
_BROWSERS = r"""^Mozilla/[1-4] | Browser | Explorer | Navigator | Safari/ | Gecko/\d
  | WebKit/ | MSIE | Trident | Opera | Presto | UCWEB | Dalvik | Konqueror | NetFront
  | Netscape | OpenWave | \bUP\. | Obigo | Blazer | Polaris | Teleca | AvantGo | ^Lynx
  | ^E?Links\b | ^w3m | ^Dillo | ^NetSurf | ^Midori | Mosaic | Firefox | Chrome/ | BonEcho
  | Iceweasel | Arachne | Xiino | HotJava | MozacFetch | \bWAP | OmniWeb | Biyubi"""
_MAKERS = r"""^[A-Z]{2,8}-[A-Z]{1,3}\d | Acer | Alcatel | ^Amazon[; ] | TIANYU | ^Amoi
  | Archos | ASUS | ^Bird\b | BlackBerry | DoCoMo | Ericsson | Garmin | HTC | Haier | Huawei
  | J-PHONE | KDDI | Kyocera | \bKTF | ^KWC | Lenovo | \bLG | Lumia | ^MOT- | Motorola
  | Nokia | PadFone | Panasonic | Pantech | Philips | Sagem | Samsung | Sanyo | ^SCH- | ^SEC-
  | ^Sendo | \bSharp | ^SIE- | ^SKY- | SoftBank | Sonos | \bSony | ^Sprint | ^SPH- | ^Spice
  | T-Mobile | Vizio | Vodafone | \bZTE | ^Bose | Humax | ^Echo | CellPhone | model[:=]
  | Device/ | Build[/_]"""
_APPS = r"""\[FB | Player | Music | Radio | Pod | Catch | VLC | Audio | Cast | Stream
  | QuickTime | Zune | foobar2000 | ^mpv\b | amarok | rhythmbox | Audacious | Airsonic
  | Kasts | Hulu | GOGGalaxy | Microsoft[ ]Office | ms-office | Adobe | Skype | Discord
  | WhatsApp | Sound | Spotify | Plex | Watch\d"""
_DEVICE = re.compile(rf"{_SYSTEMS} | {_BROWSERS} | {_MAKERS} | {_APPS}", re.IGNORECASE | re.VERBOSE)


def names_a_device(agent: str) -> bool:
    """Say whether the agent names a system, a browser, a phone or an app that people use."""
    return _DEVICE.search(agent) is not None


def is_app_on_a_phone(agent: str) -> bool:
    """Say whether an app speaks for itself, not through the browser of its system."""
    return not agent.startswith("Mozilla/") and _PHONE_SYSTEM.search(agent) is not None


def without_lookalikes(agent: str) -> str:
    """Return the agent without the device's model and without names that sound like a robot's."""
    return _LOOKALIKES.sub("", _MODEL.sub(r"\1", agent))
