import { describe, expect, it } from '@jest/globals';
import { handlerOf, standingOfIndication, unmetForPaper, type IndicationPaper, type Received } from './indication.js';

const received: Received = {
  kind: 'received',
  source: 'public',
  receivedOn: '2025-02-03',
  reference: 'T-1',
  caseId: 'case',
  personId: 'person',
  goesTo: 'handling_unit',
};
const anonymous: Received = {
  ...received,
  source: 'anonymous',
  caseId: null,
  personId: null,
  goesTo: 'national_operations',
};
const presented: IndicationPaper = { kind: 'presented', presentedOn: '2025-02-10', reference: 'P-1' };
const answered = (answer: 'guidance' | 'closer_look' | 'refer'): IndicationPaper => ({
  kind: 'answered',
  answer,
  answeredOn: '2025-02-20',
  reference: 'A-1',
});
const concluded = (conclusion: 'referred' | 'no_action' | 'not_identified'): IndicationPaper => ({
  kind: 'concluded',
  conclusion,
  concludedOn: '2025-03-01',
});
const codes = (papers: [Received, ...IndicationPaper[]], next: IndicationPaper) =>
  unmetForPaper(standingOfIndication(papers), next).map(({ code }) => code);

describe('an indication', () => {
  it('goes to the unit of an open case, the region of a closed one, and to national operations without either (S3)', () => {
    expect([true, false, null].map(handlerOf)).toEqual(['handling_unit', 'region', 'national_operations']);
  });

  it.each([
    [[received], 'presentation', '2025-02-03'],
    [[anonymous], 'identification', '2025-02-03'],
    [
      [anonymous, { ...received, kind: 'identified', identifiedOn: '2025-02-05' } as IndicationPaper],
      'presentation',
      '2025-02-05',
    ],
    [[received, presented], 'answer', '2025-02-10'],
    [[received, presented, answered('closer_look')], 'answer', '2025-02-20'],
    [[received, presented, answered('guidance')], 'conclusion', '2025-02-20'],
    [[received, presented, answered('refer')], 'conclusion', '2025-02-20'],
    [[received, concluded('no_action')], null, '2025-03-01'],
  ] as [[Received, ...IndicationPaper[]], string | null, string][])(
    '%j waits for %s since %s',
    (papers, what, since) => {
      expect(standingOfIndication(papers)).toMatchObject({ waitsFor: what, waitsSince: since });
    },
  );

  it('takes no paper out of turn', () => {
    expect(codes([received], answered('refer'))).toEqual(['notPresented']);
    expect(codes([received], { ...received, kind: 'identified', identifiedOn: '2025-02-05' })).toEqual([
      'indicationIdentified',
    ]);
    expect(codes([received, concluded('no_action')], presented)).toEqual(['indicationConcluded']);
    expect(codes([received], concluded('not_identified'))).toEqual(['notIdentified']);
    expect(codes([anonymous], concluded('referred'))).toEqual(['notIdentified']);
    expect(codes([anonymous], concluded('not_identified'))).toEqual([]);
    // National operations inform the Security Service where need be, before anybody is identified (S3).
    expect(codes([anonymous], presented)).toEqual([]);
  });
});
