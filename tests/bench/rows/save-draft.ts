import { premise, row } from '../row.ts'

const sentence = 'Alaselän kipu helpottanut, liike vapaampi. Palpaatiossa lannerangan lihakset kireät oikealta. '

export default row({
  name: 'save draft',
  what: 'treatment.saveDraft through dispatch, as autosave does it, against one durable insert of the same text into a plain copy',
  goal: 1.5,
  lenientWhenQuick: true,
  async measure(bench) {
    const vault = await bench.practice()
    const plain = bench.plainCopy(vault)
    const { id: clientId } = await vault.must<{ id: string }>('clients.create', { lastName: 'Penkkinen', birthDate: '1980-05-05' })
    const { id: visitId } = await vault.must<{ id: string }>('visits.start', { clientId })
    const textOf = (round: number) => ({
      reason: sentence.repeat(4),
      status: sentence.repeat(8),
      treatment: `${sentence.repeat(4)}${round}`,
    })
    let draft = await vault.must<{ entryId: string; revision: number }>('treatment.saveDraft', { visitId, sections: textOf(-1) })
    plain.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, saved_at TEXT NOT NULL)')
    const insert = plain.prepare('INSERT INTO notes (text, saved_at) VALUES (?, ?)')
    const rounds = bench.quick ? 200 : 1000
    const measured = await bench.inTurn({
      rounds,
      judged: 'median',
      async ours(round) {
        vault.clock.pass(1000)
        draft = await vault.must('treatment.saveDraft', {
          visitId,
          entryId: draft.entryId,
          revision: draft.revision,
          sections: textOf(round),
          caret: { field: 'treatment', position: round },
        })
      },
      baseline: (round) => insert.run(JSON.stringify({ sections: textOf(round) }), '2026-11-24T08:00:00.000Z'),
    })
    const read = await vault.must<{ sections: { treatment: string }; revision: number }>('treatment.get', { entryId: draft.entryId })
    premise(read.revision === draft.revision && read.revision > rounds, 'every save was another one')
    plain.close()
    return [{ ...measured, unit: 'ms', note: `median of ${rounds} saves of ${JSON.stringify(textOf(0)).length} characters` }]
  },
})
