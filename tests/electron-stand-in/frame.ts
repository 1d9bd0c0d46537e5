// WebFrameMain: one frame of a page, as the app sees it in senderFrame and mainFrame.
import { loud } from './loud.ts'
import { originOf } from './scheme.ts'

export class Frame {
  readonly id: string
  readonly parent: Frame | null
  url = ''
  name = ''
  /** The execution context of the preload's world in this frame; undefined while there is none. */
  context: number | undefined
  private readonly children = new Set<Frame>()

  constructor(id: string, parent: Frame | null) {
    this.id = id
    this.parent = parent
    parent?.children.add(this)
  }
  get origin(): string {
    return originOf(this.url)
  }
  get top(): Frame {
    return this.parent ? this.parent.top : this
  }
  get frames(): Frame[] {
    return [...this.children]
  }
  leave(): void {
    this.parent?.children.delete(this)
  }
}

export const makeFrame = (id: string, parent: Frame | null): Frame => loud('WebFrameMain', new Frame(id, parent))
