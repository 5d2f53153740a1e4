import { describe, expect, it } from '@jest/globals';
import { primaryAction } from './primary-action.js';

describe('the primary action', () => {
  it('is the first of the road, for all who can take it', () => {
    const possible = [
      { personId: null, verbs: ['choose_route'] },
      { personId: '1', verbs: ['examine', 'withdraw'] },
      { personId: '2', verbs: ['refer', 'withdraw'] },
      { personId: '3', verbs: ['refer'] },
    ];
    expect(primaryAction(possible)).toEqual({ verb: 'refer', personIds: ['2', '3'] });
    expect(primaryAction(possible.slice(0, 2))).toEqual({ verb: 'choose_route', personIds: [] });
  });

  it('never leads off the road', () => {
    expect(
      primaryAction([{ personId: '1', verbs: ['withdraw', 'record_death', 'unassign', 'reopen', 'reverse_arrival'] }]),
    ).toBeNull();
    expect(primaryAction([])).toBeNull();
  });
});
