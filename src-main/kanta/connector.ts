// How documents leave. The file outbox is the one implementation; a connector to a certified system would be another, and tests bring a
// fake one that fails, delays, repeats and reorders.

export interface OutgoingDocument {
  documentId: string
  setId: string
  version: number
  kind: 'document' | 'void'
  entryId: string
  entryVersion: number
  bytes: Buffer
  /** Lower-case hexadecimal. */
  sha256: string
}

export interface Receipt {
  documentId: string
  /** The name under which it lies there. */
  file?: string
  /** An answer that came with the receipt; most come later. */
  answer?: { result: 'accepted' | 'rejected'; detail?: string; time?: string }
}

/** A document that could not be handed over. `final`: nothing more can be handed over in this run either. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed'
  readonly final: boolean
  constructor(cause: unknown, final: boolean) {
    super('document not delivered', { cause })
    this.final = final
  }
}

export interface Connector {
  readonly name: string
  /** Tells one receiving place from another. */
  readonly id: string
  /** Highest sequence number that is known to be in use there. */
  readonly lastSequence?: number
  /** Whether this document lies there already with these very bytes, so that it need not be sent again. */
  has(document: Omit<OutgoingDocument, 'bytes'>): boolean
  /** Hands over one document, whole or not at all; the same document again changes nothing. @throws DeliveryFailed */
  send(document: OutgoingDocument): Promise<Receipt>
  /** After a run, also a failed one: brings the list of what lies there up to date. */
  finish(): void
}
