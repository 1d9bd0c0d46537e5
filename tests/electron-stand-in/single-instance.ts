// One socket for each user-data folder: a second start hands its command line over to the first and ends.
import net from 'node:net'
import path from 'node:path'

interface Lock {
  /** This start is the first. */
  held: boolean
  /** Settles when a second start has handed over. */
  handedOver: Promise<void>
}

/** `onSecond` gets the second start's argv and working directory. Binding a local socket is synchronous, so the outcome is known at once. */
export function takeLock(userData: string, onSecond: (argv: string[], cwd: string) => void): Lock {
  // An abstract name (Linux) leaves no stale file after a crash.
  const name = `${process.platform === 'linux' ? '\0' : ''}${path.join(userData, 'SingletonSocket')}`
  const server = net.createServer((socket) => {
    let text = ''
    socket.on('data', (part) => (text += part.toString()))
    socket.on('error', () => {})
    socket.on('end', () => {
      if (text === '') return
      const [argv, cwd] = JSON.parse(text) as [string[], string]
      onSecond(argv, cwd)
    })
  })
  server.on('error', () => {})
  server.listen(name)
  server.unref()
  if (server.listening) return { held: true, handedOver: Promise.resolve() }
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = net.connect(name, () => socket.end(JSON.stringify([process.argv, process.cwd()])))
  socket
    .on('close', () => resolve())
    .on('error', () => resolve())
    .resume()
  return { held: false, handedOver: promise }
}
