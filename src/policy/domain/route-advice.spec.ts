import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readPolicyRules } from '../policy-rules.schema.js';
import { ruleOn } from './policy-rules.js';
import { adviseRoute, type RouteAdvice, type RouteProfile } from './route-advice.js';

const file = new URL('../../../seeds/reference/policy-rules.json', import.meta.url);
const RULES = ruleOn(readPolicyRules(JSON.parse(readFileSync(file, 'utf8'))), 'route-advice', '2025-03-01').value.rules;

const plain: RouteProfile = {
  priority: 'normal',
  situation: 'stable',
  wish: 'none',
  persons: 4,
  missing: 0,
  exclusionConsidered: 0,
  unaccompaniedChildren: 0,
  doubts: 0,
  households: 0,
};

type Told = readonly [tale: string, facts: Partial<RouteProfile>, advises: RouteAdvice, decidedBy: string];

// Forty cases as a coordinator would tell them.
const PROFILES: readonly Told[] = [
  ['a couple with two children in Kampala, form complete', {}, 'dossier', 'plain'],
  ['a single man, form complete', { persons: 1 }, 'dossier', 'plain'],
  ['seven persons: not yet a large family', { persons: 7 }, 'dossier', 'plain'],
  ['a country nobody has said anything of', { situation: 'unknown' }, 'dossier', 'plain'],
  ['UNHCR wishes a dossier', { wish: 'dossier' }, 'dossier', 'plain'],
  ['UNHCR wishes a mission, nothing else', { wish: 'mission' }, 'mission', 'wish_of_unhcr'],
  ['a signature lacks', { missing: 1 }, 'dossier_with_information', 'incomplete'],
  ['four things lack', { missing: 4 }, 'dossier_with_information', 'incomplete'],
  [
    'a signature lacks, and UNHCR wishes a mission',
    { missing: 1, wish: 'mission' },
    'dossier_with_information',
    'incomplete',
  ],
  ['eight persons', { persons: 8 }, 'mission', 'large_family'],
  ['eleven persons and papers lacking', { persons: 11, missing: 2 }, 'mission', 'large_family'],
  ['the grown-up daughter has a case of her own', { households: 1 }, 'mission', 'several_households'],
  ['two wives, two cases', { households: 2, persons: 6 }, 'mission', 'several_households'],
  ['linked, and custody papers lack', { households: 1, missing: 1 }, 'mission', 'several_households'],
  ['nine persons in three linked cases', { households: 3, persons: 9 }, 'mission', 'large_family'],
  ['urgent: threatened in the camp', { priority: 'urgent' }, 'dossier', 'urgent'],
  ['urgent, and a paper lacks', { priority: 'urgent', missing: 1 }, 'dossier', 'urgent'],
  ['urgent, ten persons', { priority: 'urgent', persons: 10 }, 'dossier', 'urgent'],
  ['urgent, linked cases', { priority: 'urgent', households: 2 }, 'dossier', 'urgent'],
  ['urgent, UNHCR wishes a mission', { priority: 'urgent', wish: 'mission' }, 'dossier', 'urgent'],
  ['the new form lists a child that the old one did not', { doubts: 1 }, 'mission', 'doubts'],
  ['two stories of one flight, papers lacking', { doubts: 2, missing: 1 }, 'mission', 'doubts'],
  ['urgent, but the forms disagree', { priority: 'urgent', doubts: 1 }, 'mission', 'doubts'],
  ['a girl of fifteen alone', { persons: 1, unaccompaniedChildren: 1 }, 'mission', 'unaccompanied_child'],
  ['two brothers alone, urgent', { unaccompaniedChildren: 2, priority: 'urgent' }, 'mission', 'unaccompanied_child'],
  ['a child alone, and a paper lacks', { unaccompaniedChildren: 1, missing: 1 }, 'mission', 'unaccompanied_child'],
  ['the father was an officer', { exclusionConsidered: 1 }, 'mission', 'exclusion_considered'],
  ['was an officer; urgent', { exclusionConsidered: 1, priority: 'urgent' }, 'mission', 'exclusion_considered'],
  [
    'was an officer; UNHCR wishes dossier',
    { exclusionConsidered: 1, wish: 'dossier' },
    'mission',
    'exclusion_considered',
  ],
  [
    'was an officer; a child alone with him',
    { exclusionConsidered: 1, unaccompaniedChildren: 1 },
    'mission',
    'exclusion_considered',
  ],
  ['fighting in the country of asylum', { situation: 'unstable' }, 'dossier_with_information', 'unstable'],
  ['fighting, and a large family', { situation: 'unstable', persons: 12 }, 'dossier_with_information', 'unstable'],
  [
    'fighting, and the father was an officer',
    { situation: 'unstable', exclusionConsidered: 1 },
    'dossier_with_information',
    'unstable',
  ],
  ['fighting, urgent', { situation: 'unstable', priority: 'urgent' }, 'dossier_with_information', 'unstable'],
  ['nobody gets a visa there', { situation: 'no_access' }, 'dossier_with_information', 'no_access'],
  [
    'nobody gets a visa there, UNHCR wishes a mission',
    { situation: 'no_access', wish: 'mission' },
    'dossier_with_information',
    'no_access',
  ],
  ['to be sent back on Friday', { priority: 'emergency' }, 'dossier', 'emergency'],
  ['an emergency amid fighting', { priority: 'emergency', situation: 'unstable' }, 'dossier', 'emergency'],
  [
    'an emergency, the father was an officer',
    { priority: 'emergency', exclusionConsidered: 1 },
    'dossier',
    'emergency',
  ],
  [
    'an emergency, the medical form lacks',
    { priority: 'emergency', missing: 1 },
    'dossier_with_information',
    'emergency_incomplete',
  ],
];

describe('the advice on the route', () => {
  it('is tried on forty cases', () => expect(PROFILES).toHaveLength(40));

  it.each(PROFILES)('%s', (_tale, facts, advises, decidedBy) => {
    expect(adviseRoute({ ...plain, ...facts }, RULES)).toMatchObject({ advises, decidedBy });
  });

  it.each(RULES.slice(0, -1).map(({ code }) => code))('%s, switched off alone, changes what is advised', (code) => {
    const others = RULES.filter((rule) => rule.code !== code);
    const changed = PROFILES.filter(
      ([, facts, advises]) => adviseRoute({ ...plain, ...facts }, others).advises !== advises,
    );
    expect(changed.length).toBeGreaterThan(0);
  });

  it('without the last rule leaves a plain case without advice', () => {
    expect(() => adviseRoute(plain, RULES.slice(0, -1))).toThrow(RangeError);
  });

  it('tells of every rule what it saw, whether it spoke or not', () => {
    const { rules } = adviseRoute({ ...plain, priority: 'urgent', persons: 9 }, RULES);
    expect(rules.map(({ code }) => code)).toEqual(RULES.map(({ code }) => code));
    expect(rules.filter(({ speaks }) => speaks).map(({ code }) => code)).toEqual(['urgent', 'large_family', 'plain']);
    expect(rules.find(({ code }) => code === 'large_family')).toMatchObject({ saw: [{ fact: 'persons', value: 9 }] });
  });
});
