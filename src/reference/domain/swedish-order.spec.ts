import { describe, expect, it } from '@jest/globals';
import { sortedBy } from './swedish-order.js';

describe('Swedish order', () => {
  it('puts Å, Ä and Ö last, in that order', () => {
    const names = ['Örebro', 'Älmhult', 'Åmål', 'Ystad', 'Arboga', 'Ödeshög', 'Östersund', 'Ånge'];
    expect(sortedBy(names, (name) => name)).toEqual([
      'Arboga',
      'Ystad',
      'Åmål',
      'Ånge',
      'Älmhult',
      'Ödeshög',
      'Örebro',
      'Östersund',
    ]);
  });
});
