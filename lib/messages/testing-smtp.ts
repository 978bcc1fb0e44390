import { createServer, type Socket } from 'node:net'

type Received = { readonly from: string; readonly to: readonly string[]; readonly data: string }

/** What the server does with the next conversation. */
export type SmtpMood =
  | 'take'
  /** 550 to the recipient. */
  | 'refuse recipient'
  /** 450 to the recipient. */
  | 'busy'
  /** 535 to the password. */
  | 'refuse password'
  /** Takes the mail and breaks off before it answers. */
  | 'break off after data'

export type SmtpServer = {
  readonly url: string
  readonly mails: Received[]
  mood: SmtpMood
  close(): Promise<void>
}

/** A mail server for tests that speaks RFC 5321 with AUTH PLAIN as a real one does, and refuses what is out of order. */
export async function startSmtp(user = 'tieout', password = 'a secret of the mail server'): Promise<SmtpServer> {
  const mails: Received[] = []
  const state: { mood: SmtpMood } = { mood: 'take' }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => sockets.delete(socket))
    converse(socket, { user, password, mails, mood: () => state.mood })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    mails,
    get mood() {
      return state.mood
    },
    set mood(next) {
      state.mood = next
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Talk = {
  readonly user: string
  readonly password: string
  readonly mails: Received[]
  readonly mood: () => SmtpMood
}

function converse(socket: Socket, { user, password, mails, mood }: Talk): void {
  let [buffer, from, inData, isKnown] = ['', '', false, false]
  let to: string[] = []
  const say = (line: string) => socket.write(`${line}\r\n`)
  const good = Buffer.from(`\u0000${user}\u0000${password}`).toString('base64')
  const answer = (line: string) => {
    const [verb = ''] = line.toUpperCase().split(' ')
    if (verb === 'EHLO') return say('250-mail.test greets you\r\n250-8BITMIME\r\n250 AUTH PLAIN')
    if (verb === 'QUIT') return void socket.end('221 2.0.0 Bye\r\n')
    if (verb === 'AUTH') {
      isKnown = line === `AUTH PLAIN ${good}` && mood() !== 'refuse password'
      return say(isKnown ? '235 2.7.0 Authentication successful' : '535 5.7.8 Authentication credentials invalid')
    }
    if (!isKnown) return say('530 5.7.0 Authentication required')
    if (verb === 'MAIL') {
      from = /FROM:<([^>]*)>/i.exec(line)?.[1] ?? ''
      to = []
      return say('250 2.1.0 Ok')
    }
    if (verb === 'RCPT') {
      if (from === '') return say('503 5.5.1 MAIL first')
      if (mood() === 'refuse recipient') return say('550 5.1.1 No such user here')
      if (mood() === 'busy') return say('450 4.2.1 Mailbox busy')
      to.push(/TO:<([^>]*)>/i.exec(line)?.[1] ?? '')
      return say('250 2.1.5 Ok')
    }
    if (verb === 'DATA') {
      inData = to.length > 0
      return say(inData ? '354 End data with <CR><LF>.<CR><LF>' : '503 5.5.1 RCPT first')
    }
    return say('502 5.5.2 Command not recognized')
  }
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    buffer += chunk
    for (;;) {
      const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end === -1) return
      const text = buffer.slice(0, end)
      buffer = buffer.slice(end + (inData ? 5 : 2))
      if (!inData) {
        answer(text)
        continue
      }
      inData = false
      mails.push({ from, to, data: text })
      if (mood() === 'break off after data') return void socket.destroy()
      say(`250 2.0.0 Ok: queued as TEST${mails.length}`)
    }
  })
  say('220 mail.test ESMTP')
}
