import type { PlainDate } from '../../kernel/index.js';
import type {
  AttachmentType,
  DescribedNeed,
  NeedTopic,
  RefugeeStatusBasis,
  RemarkTopic,
  SharedWith,
} from './rrf-words.js';

// Sections 4 to 8 of the RRF. A paragraph names the persons it is about, because it may stay hidden even from other members of the
// same family (UNHCR Resettlement Handbook 4.6).

type Unknown = null | undefined;

interface Paragraph {
  /** Individual numbers of the persons it is about: one at least. */
  readonly about: readonly string[];
  readonly text: string;
}

/** Section 4: recognition and claim. */
export interface Claim extends Paragraph {
  readonly basis?: RefugeeStatusBasis | Unknown;
  readonly exclusionConsiderations?: string | Unknown;
  readonly credibility?: string | Unknown;
}

/** Section 5: a part of the need for resettlement. */
export interface NeedForResettlement extends Paragraph {
  readonly topic: NeedTopic;
}

/** Section 6: a specific need in words. */
export interface DescribedSpecificNeed extends Paragraph {
  readonly code: DescribedNeed;
}

/** Section 7: an additional remark. */
export interface Remark extends Paragraph {
  readonly topic: RemarkTopic;
  readonly confidential: boolean;
}

/** Section 8 but for the signatures and consents, which stand with each person. */
export interface Declaration {
  /** The day on which the form was read to the persons and signed. */
  readonly declaredOn?: PlainDate | Unknown;
  /** Who of the sender's staff witnessed it. */
  readonly staff?: string | Unknown;
  readonly interpreter?: string | Unknown;
  /** ISO 639 code of the language into which it was interpreted. */
  readonly interpretedInto?: string | Unknown;
  readonly dataSharedWith?: readonly SharedWith[];
}

/** A paper that came with the form. */
export interface RrfAttachment {
  readonly type: AttachmentType;
  /** Individual numbers of the persons it is about: one at least. */
  readonly about: readonly string[];
  readonly reference?: string | Unknown;
  readonly datedOn?: PlainDate | Unknown;
  readonly validUntil?: PlainDate | Unknown;
}
