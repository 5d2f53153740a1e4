import { schemeBalances, unmetForSchemes, type AllocatedPlaces } from './scheme-balances.js';

const share = (scheme: string, allocated: number, reserved = 0, used = 0): AllocatedPlaces => ({
  ...{ scheme, allocated, reserved, used },
  available: allocated - reserved - used,
});
/** The pledge of 2024 and 2025: 1,700 + 100 (domain.md 1). */
const PLEDGE = new Map([
  ['resettlement', 1700],
  ['humanitarian_admission', 100],
]);
const [R, H, E] = ['resettlement', 'humanitarian_admission', 'emergency'];
const codes = (...of: Parameters<typeof unmetForSchemes>) => unmetForSchemes(...of).map(({ code }) => code);

describe('the places of a pledge by form of admission', () => {
  it('are decided, allocated, reserved and used apart', () => {
    expect(schemeBalances(PLEDGE, [share(R!, 850, 100, 400), share(R!, 850), share(H!, 60, 10)])).toEqual({
      schemes: [
        { scheme: R, decided: 1700, allocated: 1700, drawn: 0, beyond: 0, available: 1200, reserved: 100, used: 400 },
        { scheme: H, decided: 100, allocated: 60, drawn: 0, beyond: 0, available: 50, reserved: 10, used: 0 },
        { scheme: E, decided: 0, allocated: 0, drawn: 0, beyond: 0, available: 0, reserved: 0, used: 0 },
      ],
      unnamed: 0,
      exceeding: 0,
    });
  });

  it('of emergency are drawn from resettlement, of which it is a form, where a decision names none', () => {
    const { schemes, exceeding } = schemeBalances(PLEDGE, [share(R!, 1650), share(E!, 50)]);
    expect(schemes.find(({ scheme }) => scheme === E)).toMatchObject({
      decided: 0,
      allocated: 50,
      drawn: 50,
      beyond: 0,
    });
    expect(exceeding).toBe(0);
    expect(schemeBalances(PLEDGE, [share(R!, 1651), share(E!, 50)]).exceeding).toBe(1);
    const own = new Map([...PLEDGE, [E!, 50] as const]);
    expect(schemeBalances(own, [share(R!, 1700), share(E!, 50)])).toMatchObject({ exceeding: 0 });
  });

  it('that a decision gives without a name are for any', () => {
    const open = new Map([...PLEDGE, ['', 200] as const]);
    expect(schemeBalances(open, [share(R!, 1800), share(H!, 200)])).toMatchObject({ unnamed: 200, exceeding: 0 });
    expect(schemeBalances(open, [share(R!, 1800), share(H!, 201)]).exceeding).toBe(1);
    expect(schemeBalances(new Map([['', 900]]), [share(R!, 500), share(E!, 400)]).exceeding).toBe(0);
  });
});

describe('what the decision left to a form of admission', () => {
  const allocated = [share(R!, 900), share(H!, 90)];

  it('bounds what is allocated to it', () => {
    expect(codes(PLEDGE, allocated, { to: H, places: 10 })).toEqual([]);
    const [unmet] = unmetForSchemes(PLEDGE, allocated, { to: H, places: 30 });
    expect(unmet).toMatchObject({
      code: 'schemeExceeded',
      detail:
        '100 places are decided for humanitarian_admission and 0 without a name; 90 are allocated to it: 30 more are wanted, 20 beyond the decision. Revise the decision first.',
    });
    expect(codes(PLEDGE, allocated, { to: E, places: 800 })).toEqual([]);
    expect(codes(PLEDGE, allocated, { to: E, places: 801 })).toEqual(['schemeExceeded']);
  });

  it('bounds what is transferred to it from another', () => {
    expect(codes(PLEDGE, allocated, { from: R, to: H, places: 11 })).toEqual(['schemeExceeded']);
    expect(codes(PLEDGE, allocated, { from: H, to: R, places: 90 })).toEqual([]);
    expect(codes(PLEDGE, [share(R!, 1700)], { from: R, to: R, places: 100 })).toEqual([]);
    expect(codes(PLEDGE, [share(R!, 1700)], { from: R, to: E, places: 50 })).toEqual([]);
  });

  it('is not revised down below what is allocated', () => {
    expect(codes(PLEDGE, allocated, { decidedLess: H, places: 10 })).toEqual([]);
    expect(codes(PLEDGE, allocated, { decidedLess: H, places: 11 })).toEqual(['schemeExceeded']);
  });

  it('may stand exceeded from before: what makes it no worse is let through', () => {
    const exceeded = [share(H!, 150)];
    expect(codes(PLEDGE, exceeded, { to: R, places: 10 })).toEqual([]);
    expect(codes(PLEDGE, exceeded, { from: H, to: R, places: 10 })).toEqual([]);
    expect(codes(PLEDGE, exceeded, { to: H, places: 1 })).toEqual(['schemeExceeded']);
  });
});
