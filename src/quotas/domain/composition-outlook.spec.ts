import { compositionOutlook, isSmall } from './composition-outlook.js';

/** "About two thirds women, girls and other vulnerable groups" (2023 to 2025, domain.md 1). */
const TWO_THIRDS = { minShare: { part: 2, of: 3 }, maxShare: null };
const of = (counted: number, total: number) => ({ counted, total });
const outlook = (soFar: ReturnType<typeof of>, remaining: number, onTheirWay: ReturnType<typeof of>) =>
  compositionOutlook(TWO_THIRDS, soFar, remaining, onTheirWay);
const codes = (...args: Parameters<typeof outlook>) => outlook(...args).warnings.map(({ code }) => code);

describe('the outlook of a composition target', () => {
  it('tells the share that the places left must have to reach it', () => {
    expect(outlook(of(160, 300), 600, of(500, 700))).toMatchObject({
      composition: { share: 0.5333, needed: 440, remaining: 600, standing: 'at_risk' },
      shareNeeded: 0.7333,
      reachable: true,
    });
  });

  it('warns while it can still be changed, and when it cannot', () => {
    expect(codes(of(160, 300), 600, of(500, 700))).toEqual(['at_risk']);
    expect(codes(of(200, 300), 600, of(500, 700))).toEqual([]);
    expect(codes(of(100, 800), 100, of(100, 100))).toEqual(['missed']);
    expect(outlook(of(100, 800), 100, of(100, 100)).reachable).toBe(false);
  });

  it('warns of a target that is met and will fall as those on their way are', () => {
    const found = outlook(of(240, 300), 600, of(400, 800));
    expect(found.composition.standing).toBe('met');
    expect(found.shareExpected).toBe(0.6);
    expect(found.warnings.map(({ code }) => code)).toEqual(['will_fall']);
  });

  it('warns when too few of those on their way count, so that more must be asked for', () => {
    expect(codes(of(160, 300), 600, of(300, 700))).toEqual(['at_risk', 'too_few_waiting']);
    expect(codes(of(0, 0), 900, of(0, 0))).toEqual(['too_few_waiting']);
  });

  it('minds an upper limit too', () => {
    const atMost = { minShare: null, maxShare: { part: 1, of: 10 } };
    const found = compositionOutlook(atMost, of(12, 100), 100, of(10, 100));
    expect(found.warnings).toEqual([
      {
        code: 'at_risk',
        detail: 'The target, at most 1 of 10, is not met so far; the places left can still change it.',
      },
    ]);
    expect(compositionOutlook(atMost, of(30, 100), 100, of(0, 100)).reachable).toBe(false);
  });

  it('has nothing to change when no place is left', () => {
    expect(outlook(of(600, 900), 0, of(10, 100))).toMatchObject({ shareNeeded: null, warnings: [] });
  });
});

describe('small cells', () => {
  it('are those from which single persons could be told, on either side', () => {
    expect([of(1, 20), of(5, 20), of(15, 20), of(19, 20)].map(isSmall)).toEqual([true, true, true, true]);
    expect([of(0, 20), of(6, 20), of(14, 20), of(20, 20), of(0, 0)].map(isSmall)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
