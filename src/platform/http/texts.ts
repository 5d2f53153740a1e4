import { InvalidInput } from '../../kernel/index.js';

const PIECE = 1024 * 1024;
const MOST_PIECES = 64;

/** Many texts by their number, kept as bytes: as strings they would take several times as much. */
export class Texts {
  private readonly pieces: Buffer[] = [];
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];
  private end = 0;

  /** Throws InvalidInput when all together are too much to be kept. */
  add(text: string): void {
    const bytes = Buffer.from(text);
    if (this.pieces.length === 0) this.pieces.push(Buffer.alloc(PIECE));
    // Each lies within one piece; none is longer than a cell can be.
    if (this.end + bytes.length > this.pieces.length * PIECE) {
      if (this.pieces.length === MOST_PIECES) throw tooMuch();
      this.end = (this.pieces.push(Buffer.alloc(PIECE)) - 1) * PIECE;
    }
    bytes.copy(this.pieces.at(-1)!, this.end - (this.pieces.length - 1) * PIECE);
    this.starts.push(this.end);
    this.lengths.push(bytes.length);
    this.end += bytes.length;
  }

  at(number: number): string | null {
    const [start, length] = [this.starts[number], this.lengths[number]];
    if (start === undefined || length === undefined) return null;
    if (length === 0) return '';
    const from = start % PIECE;
    return this.pieces[Math.floor(start / PIECE)]!.toString('utf8', from, from + length);
  }
}

const tooMuch = (): InvalidInput =>
  new InvalidInput([
    {
      pointer: '',
      code: 'tooMuchText',
      message: `The texts of the workbook take more than ${(MOST_PIECES * PIECE) / 1024 / 1024} MB: send it in parts.`,
    },
  ]);
