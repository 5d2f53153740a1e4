/**
 * What a piece of a record is about, as far as secrecy goes. Sections of the Public Access to Information and Secrecy Act (2009:400, OSL)
 * are those of security.md 1, not checked against the statute book; what the Security Service said (18:2) is never gathered at all.
 */
export const RECORD_CLASSES = [
  'open',
  'personal',
  'sensitive',
  'claim',
  'suspected_crime',
  'foreign',
  'third_person',
] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

export const SECTIONS = ['OSL 15:1', 'OSL 21:5', 'OSL 37:1'] as const;
export type Section = (typeof SECTIONS)[number];

interface ClassRule {
  readonly section: Section | null;
  readonly words: string;
  /** Masked for everybody but the person, whatever an official thinks. */
  readonly strict: boolean;
}

export const CLASS_RULES: Readonly<Record<RecordClass, ClassRule>> = {
  open: { section: null, words: 'May be given out.', strict: false },
  personal: { section: 'OSL 37:1', words: 'Personal circumstances in the control of aliens.', strict: false },
  sensitive: { section: 'OSL 37:1', words: 'Health, ethnicity, religion and other sensitive data.', strict: true },
  claim: { section: 'OSL 21:5', words: 'Would expose an alien to persecution.', strict: true },
  suspected_crime: { section: 'OSL 37:1', words: 'Exclusion and suspected crime.', strict: true },
  foreign: { section: 'OSL 15:1', words: 'Concerns a foreign state or an international organisation.', strict: false },
  third_person: { section: 'OSL 37:1', words: 'About somebody who is not in the case.', strict: true },
};

export const PURPOSES = ['public_request', 'own_copy'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One piece of a record: a field or a paragraph. */
export interface Paragraph {
  /** Where it stands, stable between reading and preparing. */
  readonly path: string;
  /** Names the piece and no person. */
  readonly heading: string;
  readonly text: string;
  readonly class: RecordClass;
  /** Ids of the persons of the case whom it is about; empty when it is about the case alone. */
  readonly about: readonly string[];
}

export interface Proposal {
  readonly masked: boolean;
  readonly section: Section | null;
  readonly reason: string | null;
  /** No official may lift this masking. */
  readonly fixed: boolean;
}

const SHOWN: Proposal = { masked: false, section: null, reason: null, fixed: false };
const OTHERS = 'About another person of the case.';

/**
 * What the classification proposes for a piece. To the public, everything but what is open is masked. To the person, what is about them
 * alone is shown; what is about others, or about them and others together, is masked, since to one alone it would tell of the others
 * (UNHCR Resettlement Handbook 4.6); so is what concerns UNHCR and foreign states, until an official lifts it.
 */
export function proposalFor(paragraph: Paragraph, purpose: Purpose, personId: string | null): Proposal {
  const { section, words, strict } = CLASS_RULES[paragraph.class];
  const masked: Proposal = { masked: true, section: section ?? 'OSL 37:1', reason: words, fixed: strict };
  if (purpose === 'public_request') return section === null ? SHOWN : masked;
  if (paragraph.class === 'third_person' || paragraph.class === 'foreign') return masked;
  const others = paragraph.about.filter((one) => one !== personId);
  return others.length > 0 ? { ...masked, reason: OTHERS } : SHOWN;
}

/** What an official decides otherwise than it was proposed. */
export interface Deviation {
  readonly path: string;
  readonly masked: boolean;
  readonly section?: Section;
  readonly reason: string;
}

/** A piece as it is given out: its text, or the section by which it is masked and why. */
export interface PreparedParagraph {
  readonly path: string;
  readonly heading: string;
  readonly text: string | null;
  readonly section: Section | null;
  /** Kept inside: the file that is given out names the section alone. */
  readonly reason: string | null;
  /** An official decided otherwise than the classification proposed. */
  readonly deviates: boolean;
}

export interface Wrong {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** What is wrong with the deviations, one by one. */
export function wrongDeviations(
  paragraphs: readonly Paragraph[],
  deviations: readonly Deviation[],
  purpose: Purpose,
  personId: string | null,
): Wrong[] {
  const byPath = new Map(paragraphs.map((paragraph) => [paragraph.path, paragraph]));
  const seen = new Set<string>();
  return deviations.flatMap(({ path, masked, section }, index): Wrong[] => {
    const at = `/deviations/${index}`;
    const paragraph = byPath.get(path);
    if (!paragraph) return [{ pointer: `${at}/path`, code: 'unknownPath', message: `There is nothing at ${path}.` }];
    if (seen.has(path)) return [{ pointer: `${at}/path`, code: 'twice', message: `${path} is decided twice.` }];
    seen.add(path);
    if (masked !== (section !== undefined))
      return [
        {
          pointer: `${at}/section`,
          code: 'section',
          message: 'What is masked has the section it is masked by, and only that.',
        },
      ];
    if (!masked && proposalFor(paragraph, purpose, personId).fixed)
      return [
        { pointer: `${at}/masked`, code: 'maskingFixed', message: `${paragraph.heading} is masked whoever decides.` },
      ];
    return [];
  });
}

/** The record as it is given out; nothing that is masked is in it. */
export function preparedOf(
  paragraphs: readonly Paragraph[],
  deviations: readonly Deviation[],
  purpose: Purpose,
  personId: string | null,
): PreparedParagraph[] {
  const decided = new Map(deviations.map((deviation) => [deviation.path, deviation]));
  return paragraphs.map((paragraph) => {
    const { path, heading, text } = paragraph;
    const deviation = decided.get(path);
    const { masked, section = null, reason } = deviation ?? proposalFor(paragraph, purpose, personId);
    return { path, heading, text: masked ? null : text, section, reason, deviates: deviation !== undefined };
  });
}
