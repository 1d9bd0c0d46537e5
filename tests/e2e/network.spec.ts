// A page that is not ours, in place of ours: everything it tries is refused and counted, and nothing leaves the machine.
import dgram from 'node:dgram'
import { once } from 'node:events'
import net from 'node:net'
import { createVault, expect, test } from './fixture.ts'

interface PracticeWindow {
  practice: { call(method: unknown, input?: unknown): Promise<{ ok: boolean; error?: { code: string } }> }
}
test.use({ hostile: true })

/** Listens on loopback and remembers who came. */
async function listeners() {
  const reached: string[] = []
  const tcp = net.createServer((socket) => {
    reached.push('tcp')
    socket.destroy()
  })
  const udp = dgram.createSocket('udp4').on('message', () => reached.push('udp'))
  tcp.listen(0, '127.0.0.1')
  udp.bind(0, '127.0.0.1')
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  const close = () => {
    tcp.close()
    udp.close()
  }
  return { reached, close, tcpPort: (tcp.address() as net.AddressInfo).port, udpPort: udp.address().port }
}

test.describe('without any content policy', () => {
  test.use({ withoutContentPolicy: true })

  test('nothing leaves, by any way there is, and what can be counted is', async ({ practice }) => {
    const { reached, close, tcpPort, udpPort } = await listeners()
    await practice.page.evaluate(
      async ([tcp, udp]) => {
        const base = `http://127.0.0.1:${tcp}`
        const attempt = (work: () => unknown) => {
          try {
            Promise.resolve(work()).catch(() => {})
          } catch {
            // refused at once
          }
        }
        const add = (tag: string, properties: object) =>
          attempt(() => document.body.append(Object.assign(document.createElement(tag), properties)))
        attempt(() => fetch(`${base}/fetch`, { mode: 'no-cors' }))
        attempt(() => fetch('https://example.org/dns'))
        attempt(() => navigator.sendBeacon(`${base}/beacon`, 'x'))
        attempt(() => new EventSource(`${base}/events`))
        attempt(() => new WebSocket(`ws://127.0.0.1:${tcp}/socket`))
        attempt(() => new WebSocket(`wss://127.0.0.1:${tcp}/socket`))
        attempt(
          () =>
            new (window as unknown as { WebTransport: new (url: string) => { ready: Promise<void> } }).WebTransport(
              `https://127.0.0.1:${udp}/transport`,
            ).ready,
        )
        attempt(() => import(`${base}/module.js`))
        add('img', { src: `${base}/picture` })
        add('script', { src: `${base}/script` })
        add('iframe', { src: `${base}/frame` })
        add('video', { src: `${base}/video` })
        for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'stylesheet', 'icon', 'manifest'])
          add('link', { rel, href: `${base}/${rel}`, as: 'image' })
        attempt(
          () =>
            new Worker(
              URL.createObjectURL(
                new Blob([
                  `fetch('${base}/worker', { mode: 'no-cors' }).catch(() => {}); new WebSocket('ws://127.0.0.1:${tcp}/worker-socket')`,
                ]),
              ),
            ),
        )
        attempt(async () => {
          const iceServers = [
            { urls: `stun:127.0.0.1:${udp}` },
            { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, username: 'a', credential: 'b' },
          ]
          const connection = new RTCPeerConnection({ iceServers })
          connection.createDataChannel('x')
          await connection.setLocalDescription(await connection.createOffer())
        })
        await new Promise((resolve) => setTimeout(resolve, 1500))
      },
      [tcpPort, udpPort] as const,
    )
    close()
    expect(reached).toEqual([])
    const proof = await practice.proof()
    expect(proof['letThrough']).toBe(0)
    expect(proof['network']).toBeGreaterThanOrEqual(9)
  })
})

test('our own content policy stops the page before any request', async ({ practice }) => {
  const results = await practice.page.evaluate(async () => {
    const outcome = async (work: () => unknown) => {
      try {
        return String(await work())
      } catch (error) {
        return (error as Error).name
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 10)) // a driver's evaluate may eval until its first task ends
    const script = Object.assign(document.createElement('script'), { textContent: 'window.inlineRan = true' })
    document.body.append(script)
    const style = Object.assign(document.createElement('style'), { textContent: 'body { --styled: yes }' })
    document.head.append(style)
    document.body.setAttribute('style', 'color: red')
    return {
      fetch: await outcome(() => fetch('https://example.org/')),
      ownFetch: await outcome(() => fetch('/index.html')),
      eval: await outcome(() => (0, eval)('1')),
      inlineScript: 'inlineRan' in window,
      inlineStyle: getComputedStyle(document.body).getPropertyValue('--styled'),
    }
  })
  expect(results).toEqual({ fetch: 'TypeError', ownFetch: 'TypeError', eval: 'EvalError', inlineScript: false, inlineStyle: '' })
})

test('an address outside the built window is no file', async ({ practice }) => {
  const { page } = practice
  const status = async (address: string) =>
    await page.evaluate(
      (src) =>
        new Promise<string>((resolve) => {
          const picture = new Image()
          picture.onload = () => resolve('loaded')
          picture.onerror = () => resolve('refused')
          picture.src = src
        }),
      address,
    )
  for (const address of [
    '/../preload/preload.cjs',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '//etc/passwd',
    '/assets/%00.svg',
  ])
    expect(await status(address), address).toBe('refused')
})

test('it can go nowhere: links, location, forms, frames, second windows', async ({ practice }) => {
  const { page, app } = practice
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const address = page.url()
  await page.evaluate(async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 60))
    for (const target of ['https://example.org/', 'mailto:a@example.org', 'file:///etc/passwd', 'https://127.0.0.1:9/']) {
      location.href = target
      await pause()
    }
    const link = Object.assign(document.createElement('a'), { href: 'https://example.org/link', textContent: 'x' })
    document.body.append(link)
    link.click()
    await pause()
    link.target = '_blank'
    link.click()
    window.open('https://example.org/opened')
    window.open('app://practice/index.html')
    await pause()
  })
  await expect.poll(async () => (await practice.proof())['navigation']).toBeGreaterThanOrEqual(4)
  await expect.poll(async () => (await practice.proof())['windows']).toBeGreaterThanOrEqual(3)
  expect(await windows()).toBe(1)
  expect(page.url()).toBe(address)
})

test('permissions are refused and counted', async ({ practice }) => {
  const answers = await practice.page.evaluate(async () => [
    await Notification.requestPermission(),
    await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      ),
    ),
    await navigator.clipboard.readText().then(
      () => 'granted',
      (error: Error) => error.name,
    ),
    await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
  ])
  expect(answers).toEqual(['denied', 'denied', 'NotAllowedError', expect.stringMatching(/^Not(Allowed|Found)Error$/)])
  expect((await practice.proof())['permissions']).toBeGreaterThanOrEqual(3)
})

test('a frame inside the page can’t reach the channel', async ({ practice }) => {
  const found = await practice.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return frame.contentWindow === null ? 'no frame' : typeof (frame.contentWindow as unknown as { practice?: unknown }).practice
  })
  expect(['undefined', 'no frame']).toContain(found)
})

test.describe('calls', () => {
  test.use({ plan: [createVault()] })

  test('unknown, malformed and huge ones are refused and counted; nothing crashes', async ({ practice }) => {
    const { page } = practice
    const codes = await page.evaluate(async () => {
      const { practice } = window as unknown as PracticeWindow
      const code = async (method: unknown, input?: unknown) => {
        const answer = await practice.call(method, input)
        return answer.ok ? 'ok' : answer.error!.code
      }
      const deep: { inside?: unknown } = {}
      for (let at: { inside?: unknown } = deep, depth = 0; depth < 500; depth++) at = at.inside = {}
      return {
        unknown: await code('vault.nothing'),
        unknownShell: await code('shell.nothing'),
        prototype: await code('__proto__.constructor'),
        constructor: await code('constructor'),
        noText: await code({ toString: () => 'vault.state' }.toString === undefined ? 1 : 42),
        list: await code(['vault.state']),
        prototypeInput: await code('vault.state', JSON.parse('{"__proto__": {"unlocked": true}, "constructor": 1}')),
        deep: await code('vault.state', deep),
        huge: await code('vault.state', { text: 'x'.repeat(50 * 1024 * 1024) }),
        locked: await code('clients.search', { text: 'a' }),
      }
    })
    expect(codes).toEqual({
      unknown: 'usage',
      unknownShell: 'usage',
      prototype: 'usage',
      constructor: 'usage',
      noText: 'usage',
      list: 'usage',
      prototypeInput: 'invalid_input',
      deep: 'invalid_input',
      huge: 'invalid_input',
      locked: 'not_allowed',
    })
    expect((await practice.proof())['calls']).toBeGreaterThanOrEqual(7)
    expect(await practice.ask('vault.state')).toMatchObject({ exists: true, unlocked: false })
  })

  test('the bridge gives no way to Node, and can’t be replaced', async ({ practice }) => {
    const seen = await practice.page.evaluate(async () => {
      await Promise.resolve()
      const { practice } = window as unknown as PracticeWindow
      const attempt = (work: () => unknown) => {
        try {
          return String(work())
        } catch {
          return 'refused'
        }
      }
      const original = practice.call
      attempt(() => Object.assign(practice, { call: () => 'mine' }))
      attempt(() => Object.defineProperty(window, 'practice', { value: 1 }))
      return {
        names: Object.keys((window as unknown as PracticeWindow).practice).sort(),
        same: (window as unknown as PracticeWindow).practice.call === original,
        globals: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
      }
    })
    expect(seen).toEqual({ names: ['call', 'pathOf', 'subscribe'], same: true, globals: [] })
  })

  test('refusals are in the log after locking', async ({ practice }) => {
    await practice.unlock()
    await practice.page.evaluate(() => void window.open('https://example.org/'))
    await expect.poll(async () => (await practice.proof())['windows']).toBe(1)
    await practice.lock()
    await practice.unlock()
    const { entries } = await practice.ask<{ entries: { method: string; details: unknown }[] }>('audit.list', { kind: 'finding' })
    expect(entries.find(({ method }) => method === 'audit.recordRefusals')?.details).toMatchObject({ windows: 1 })
  })
})
