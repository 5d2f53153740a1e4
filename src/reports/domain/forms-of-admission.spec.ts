import { describe, expect, it } from '@jest/globals';
import { byForm } from './forms-of-admission.js';

const FORMS = ['resettlement', 'humanitarian_admission'];

describe('a pledge by form of admission', () => {
  it('is told as pledged, allocated, admitted and remaining: 1,700 and 100 over two years', () => {
    const { rows, total } = byForm(FORMS, {
      pledged: [
        { form: 'resettlement', places: 1700 },
        { form: 'humanitarian_admission', places: 100 },
      ],
      allocated: [
        { form: 'resettlement', places: 850 },
        { form: 'resettlement', places: 850 },
      ],
      admitted: [{ form: 'resettlement', places: 1701 }],
    });
    expect(rows).toEqual([
      { form: 'resettlement', pledged: 1700, allocated: 1700, admitted: 1701, remaining: -1 },
      { form: 'humanitarian_admission', pledged: 100, allocated: 0, admitted: 0, remaining: 100 },
    ]);
    expect(total).toEqual({ form: '', pledged: 1800, allocated: 1700, admitted: 1701, remaining: 99 });
  });

  it('keeps apart what no decision gives to a form', () => {
    const { rows } = byForm(FORMS, { pledged: [{ form: 'unspecified', places: -3 }], allocated: [], admitted: [] });
    expect(rows.at(-1)).toEqual({ form: 'unspecified', pledged: -3, allocated: 0, admitted: 0, remaining: -3 });
  });
});
