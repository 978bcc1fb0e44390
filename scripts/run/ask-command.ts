import type { Command } from './commands.ts'
import { presentInstant } from './present-instant.ts'

export const askCommand: Command = {
  words: ['ask'],
  usage:
    'ask "<question>" [--json] [--as analyst|seller:acct_…]   answer a question from the books; as a seller, from its own rows alone',
  run: async ({ names, flags }) => {
    const { answerOnce } = await import('#lib/assistant/chat/answer-once.ts')
    const { askerFor } = await import('#lib/assistant/asker.ts')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const question = names.join(' ').trim()
    if (question === '')
      throw new Error('Ask something: ask "Which sellers had the highest refund rates last quarter?"')
    const asker = await askerFor(await currentEntity(), flags.as ?? 'analyst')
    const { answer } = await answerOnce({ asker, question, at: await presentInstant() })
    console.log(flags.json ? JSON.stringify(answer, null, 2) : answer.answer)
    return 0
  },
}
