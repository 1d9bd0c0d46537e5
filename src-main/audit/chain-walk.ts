// One walk over the chain, row by row, that goes on after everything it finds: a second change must not hide behind an acknowledged first.
import { createHash, type Hash } from 'node:crypto'
import { hashOf } from './chain.ts'
import { edited, inserted, missing, type LogProblem } from './problems.ts'

export type ChainRow = readonly [number: number, previousHash: string, hash: string, body: string]

/** What comes after these is one message: the log was written over. */
const mostProblems = 100
const furthestShift = 50

export class ChainWalk {
  readonly problems: LogProblem[] = []
  number: number
  /** Hash that the newest row carries. */
  hash: string
  private readonly numberOfHash: (hash: string) => number | undefined
  /** Rows were renumbered by so many since somebody put rows in (positive) or took rows out (negative). */
  private shift = 0
  private last: ChainRow | undefined
  private readonly more: { count: number; from?: number | null; digest: Hash } = { count: 0, digest: createHash('sha256') }

  /**
   * @param start number and hash that the first row follows
   * @param numberOfHash where in the log a hash stands
   */
  constructor(start: { number: number; hash: string }, numberOfHash: (hash: string) => number | undefined) {
    this.number = start.number
    this.hash = start.hash
    this.numberOfHash = numberOfHash
  }

  /** The rows in order, as they lie in the database. */
  take(rows: readonly ChainRow[]): void {
    let { number, hash } = this
    for (const row of rows) {
      // The ordinary case, and the only one that has to be fast.
      if (row[0] !== number + 1 || row[1] !== hash || hashOf(hash, row[3]) !== row[2]) this.look(row, number, hash)
      else this.shift = 0
      number = row[0]
      hash = row[2]
      this.last = row
    }
    this.number = number
    this.hash = hash
  }

  private add(problem: LogProblem): void {
    if (this.problems.length < mostProblems) this.problems.push(problem)
    else {
      this.more.from ??= problem.number
      this.more.count++
      this.more.digest.update(JSON.stringify(problem.same))
    }
  }

  /** Rows that were put in: what was said of each of them is said by this. */
  private addInserted(from: number, to: number): void {
    for (let at = this.problems.length - 1; at >= 0; at--) {
      const { kind, number } = this.problems[at]!
      if (kind === 'rowEdited' && number !== null && number >= from && number <= to) this.problems.splice(at, 1)
    }
    this.add(inserted(from, to))
  }

  private look(row: ChainRow, before: number, beforeHash: string): void {
    const [at, previousHash, hash, body] = row
    const shift = this.shiftOf(row)
    const gap = at !== before + 1
    if (gap) this.add(missing('rowMissing', before + 1, at - 1))
    if (shift === undefined) {
      this.add(edited('rowEdited', at, hash, hashOf(previousHash, body)))
      return
    }
    const moved = shift - this.shift
    this.shift = shift
    if (gap || previousHash === beforeHash) return
    if (moved < 0 && shift < 0) {
      this.add(missing('rowMissing', before + 1, before - moved))
      return
    }
    // The entry before was changed and its own hash made anew, or rows were put in between: this one still names what it followed.
    const named = this.numberOfHash(previousHash)
    if (named !== undefined && named < before) this.addInserted(named + 1, before)
    else if (moved > 0) this.addInserted(before - moved + 1, before)
    else if (this.last) this.add(edited('rowEdited', before, this.last[2], hashOf(this.last[1], this.last[3]), { namedBy: at }))
    else this.add(edited('rowEdited', at, hash, hashOf(previousHash, body)))
  }

  /** By how much the row was renumbered, so that its hash is right again; undefined when it was edited. */
  private shiftOf([at, previousHash, hash, body]: ChainRow): number | undefined {
    const start = `[${at},`
    if (!body.startsWith(start)) return undefined
    const rest = body.slice(start.length)
    const fits = (shift: number): boolean => hashOf(previousHash, `[${at - shift},${rest}`) === hash
    if (fits(this.shift)) return this.shift
    if (fits(0)) return 0
    for (let by = 1; by <= furthestShift; by++) {
      if (fits(by)) return by
      if (fits(-by)) return -by
    }
    return undefined
  }

  /** Compares the end of the walk with the head row. */
  end(head: { number: number; hash: string }): void {
    const last = this.number - this.shift
    if (last < head.number) this.add(missing('tailCut', last + 1, head.number))
    else if (last > head.number) this.addInserted(head.number + 1, last)
    else if (this.hash !== head.hash && this.last)
      this.add(edited('headMismatch', head.number, this.hash, hashOf(this.last[1], this.last[3])))
    const { count, from = null, digest } = this.more
    if (count > 0) this.problems.push({ kind: 'rowEdited', number: from, detail: { more: count }, same: ['more', digest.digest('hex')] })
  }
}
