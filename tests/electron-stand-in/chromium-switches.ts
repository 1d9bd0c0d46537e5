// The command line and the profile that make Chromium behave like Electron's content layer: no services, no network.

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-infobars',
  '--disable-breakpad',
  '--metrics-recording-only',
  '--password-store=basic',
  '--disable-back-forward-cache', // Electron has none: a page that was left is gone
  '--test-type', // no bar about unsupported flags
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,PreconnectToSearch',
]

// Interception (network.ts) sees neither WebSocket, WebTransport, WebRTC nor preconnect: those meet a proxy that is not there.
const deadNetwork = [
  '--proxy-server=http://127.0.0.1:9',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
]

/** Chromium takes the last of several --disable-features (and --enable-features) alone, so they become one. */
export function mergeFeatureLists(switches: readonly string[]): string[] {
  const lists = new Map<string, string[]>()
  const others = switches.filter((text) => {
    const [, name, value] = /^(--(?:dis|en)able-features)=(.*)$/.exec(text) ?? []
    if (name === undefined || value === undefined) return true
    lists.set(name, [...(lists.get(name) ?? []), value])
    return false
  })
  return [...others, ...[...lists].map(([name, values]) => `${name}=${values.join(',')}`)]
}

/** Switches for a profile folder. `devServer`: the one http origin that may be reached, for `electron-vite dev`. */
export function chromiumSwitches(profile: string, devServer: string | undefined): string[] {
  const dev = devServer === undefined ? undefined : new URL(devServer)
  return [
    ...quiet,
    ...deadNetwork,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium refuses its sandbox to root
    `--proxy-bypass-list=<-loopback>${dev ? `;${dev.host}` : ''}`,
    `--host-resolver-rules=MAP * ~NOTFOUND${dev ? `, EXCLUDE ${dev.hostname}` : ''}`,
    `--user-data-dir=${profile}`,
  ]
}

const refused = 2 // Chromium's CONTENT_SETTING_BLOCK
const permissions = [
  'notifications',
  'geolocation',
  'media_stream_mic',
  'media_stream_camera',
  'clipboard',
  'midi_sysex',
  'midi',
  'sensors',
  'window_placement',
  'local_fonts',
  'idle_detection',
  'usb_guard',
  'serial_guard',
  'hid_guard',
  'bluetooth_guard',
  'file_system_write_guard',
  'storage_access',
  'popups',
  'automatic_downloads',
  'display_media_system_audio',
  'captured_surface_control',
  'hand_tracking',
  'keyboard_lock',
  'pointer_lock',
  'local_network_access',
  'web_printing',
]

/** `Default/Preferences` of a new profile: no translation, passwords, autofill or spell checker; every permission refused. */
export const preferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: {
    password_manager_enabled: false,
    default_content_setting_values: Object.fromEntries(permissions.map((name) => [name, refused])),
  },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
  spellcheck: { dictionaries: [] as string[] },
}
