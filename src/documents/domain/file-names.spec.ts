import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attachment, endingOf, safeName } from './file-names.js';

const SEED = 20251122;

describe('a name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\Windows\\system32\\cmd.exe', 'cmd.exe'],
    ['\\\\server\\share\\paper.pdf', 'paper.pdf'],
    ['/absolute/paper.pdf', 'paper.pdf'],
    ['.htaccess', 'htaccess'],
    ['...pdf', 'pdf'],
    ['paper.pdf. . .', 'paper.pdf'],
    ['paper\u0000.pdf', 'paper.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['paper\u202efdp.exe', 'paperfdp.exe'],
    ['\u2066paper\u2069.pdf', 'paper.pdf'],
    ['zero\u200bwidth.pdf', 'zerowidth.pdf'],
    ['CON', '_CON'],
    ['nul.pdf', '_nul.pdf'],
    ['LPT1.tar.pdf', '_LPT1.tar.pdf'],
    ['console.pdf', 'console.pdf'],
    ['a<b>c:d"e|f?g*.pdf', 'a_b_c_d_e_f_g_.pdf'],
    ['%2e%2e%2fpaper.pdf', '%2e%2e%2fpaper.pdf'],
    ['', 'document'],
    ['....', 'document'],
    ['folder/', 'document'],
    ['\ud800paper.pdf', 'paper.pdf'],
  ])('%j is kept as %j', (given, kept) => expect(safeName(given)).toBe(kept));

  it.each([
    'شهادة ميلاد.pdf',
    'የልደት ምስክር ወረቀት.pdf',
    'Födelsebevis Åsa Öberg.pdf',
    'می‌خواهم.pdf',
    '出生证明.jpg',
    'Ñandú – kopia (2).pdf',
  ])('%s survives as it is', (name) => expect(safeName(name)).toBe(name));

  it('that is too long keeps its ending', () => {
    const kept = safeName(`${'ልደት'.repeat(100)}.pdf`);
    expect([...kept]).toHaveLength(120);
    expect(kept.endsWith('.pdf')).toBe(true);
  });

  it('shows its ending, whatever stands before it', () => {
    expect(['a.PDF', 'a.tar.gz', 'pdf', '.pdf', 'a.', 'a.pdf '].map(endingOf)).toEqual(['pdf', 'gz', '', '', '', '']);
  });

  it('whatever it was, is safe, is kept the same the second time, and makes a header of ASCII that tells all of it', () => {
    process.stdout.write(`  seed ${SEED}\n`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (given) => {
        const name = safeName(given);
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\u202a-\u202e\u2066-\u2069]|^[.\s]|[.\s]$/u);
        expect([...name].length).toBeGreaterThan(0);
        expect([...name].length).toBeLessThanOrEqual(121);
        expect(safeName(name)).toBe(name);
        const header = attachment(name);
        const told = /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([A-Za-z0-9%.~_$&+^`|#-]*)$/.exec(
          header,
        );
        expect(told?.[1]).not.toMatch(/["\\]/);
        expect(decodeURIComponent(told![2]!)).toBe(name);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it('makes the header of RFC 6266: ASCII for old clients, all of it for the others', () => {
    expect(attachment('Födelse 1.pdf')).toBe(
      `attachment; filename="Fodelse 1.pdf"; filename*=UTF-8''F%C3%B6delse%201.pdf`,
    );
    expect(attachment("it's (1).pdf")).toBe(
      `attachment; filename="it's (1).pdf"; filename*=UTF-8''it%27s%20%281%29.pdf`,
    );
  });
});
