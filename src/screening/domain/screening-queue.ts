import { daysBetween, type PlainDate } from '../../kernel/index.js';

/** A batch that went to the Security Service, and the receipt that it gave for it. */
export interface Sent {
  readonly kind: 'batch';
  readonly sentOn: PlainDate;
  /** Referrals and re-screenings by the ids of their records, in the order in which they are to be answered. */
  readonly requestIds: readonly string[];
}
export interface Receipted {
  readonly kind: 'receipt';
  readonly receivedOn: PlainDate;
  /** The reference number under which the Service answers. */
  readonly reference: string;
}
export type BatchPaper = Sent | Receipted;

export const REQUEST_PRIORITIES = ['emergency', 'urgent', 'normal'] as const;
export type RequestPriority = (typeof REQUEST_PRIORITIES)[number];
export const REQUEST_KINDS = ['referral', 'rescreening'] as const;

/** What the Security Service was asked about one person: a referral, or a re-screening under it. */
export interface ScreeningRequest {
  readonly id: string;
  readonly kind: (typeof REQUEST_KINDS)[number];
  readonly personId: string;
  readonly caseId: string;
  readonly priority: RequestPriority;
  readonly requestedOn: PlainDate;
  readonly diaryNumber: string;
  /** When it went with a batch; null while it lies here. */
  readonly sentOn: PlainDate | null;
  /** Day of the statement that answered it; more time is no answer. */
  readonly answeredOn: PlainDate | null;
  /** When the Service was last reminded of it, and last asked to hasten its answer. */
  readonly remindedOn: PlainDate | null;
  readonly hastenedOn: PlainDate | null;
  /** The person is on the road still, so that an answer is awaited. */
  readonly wanted: boolean;
}

/** Emergencies first, then urgent ones; of each those to be hastened first, then the longest asked (domain.md 3: an emergency hastens the statement, it skips none). */
export const inOrderOfPriority = (requests: readonly ScreeningRequest[]): ScreeningRequest[] =>
  requests.toSorted(
    (a, b) =>
      REQUEST_PRIORITIES.indexOf(a.priority) - REQUEST_PRIORITIES.indexOf(b.priority) ||
      Number(b.hastenedOn !== null) - Number(a.hastenedOn !== null) ||
      compared(a.requestedOn, b.requestedOn) ||
      compared(a.diaryNumber, b.diaryNumber),
  );

/** What is asked, awaited, and not sent yet, in the order in which it is to be sent. */
export const toBeSent = (requests: readonly ScreeningRequest[]): ScreeningRequest[] =>
  inOrderOfPriority(requests.filter(({ sentOn, answeredOn, wanted }) => wanted && !sentOn && !answeredOn));

export interface DaysOutside {
  readonly priority: RequestPriority;
  /** Not sent yet. */
  readonly toSend: number;
  /** Sent and not answered. */
  readonly awaited: number;
  /** Days since the oldest of them was sent. */
  readonly longestAwaitedDays: number | null;
  readonly answered: number;
  /** Whole days from sending to the statement: half, and nine in ten, of those answered took at most so many. */
  readonly medianDays: number | null;
  readonly ninthDecileDays: number | null;
}

/** Days outside the agency by priority: from the batch, or from the request when it went by itself, to the statement. */
export const daysOutside = (requests: readonly ScreeningRequest[], today: PlainDate): DaysOutside[] =>
  REQUEST_PRIORITIES.map((priority) => {
    const ours = requests.filter((one) => one.priority === priority);
    const awaited = ours.filter(({ wanted, sentOn, answeredOn }) => wanted && sentOn && !answeredOn);
    const took = ours
      .flatMap(({ sentOn, requestedOn, answeredOn }) =>
        answeredOn ? [Math.max(0, daysBetween(sentOn ?? requestedOn, answeredOn))] : [],
      )
      .toSorted((a, b) => a - b);
    const waits = awaited.map(({ sentOn }) => daysBetween(sentOn!, today));
    return {
      priority,
      toSend: toBeSent(ours).length,
      awaited: awaited.length,
      longestAwaitedDays: waits.length > 0 ? Math.max(...waits) : null,
      answered: took.length,
      medianDays: quantile(took, 5),
      ninthDecileDays: quantile(took, 9),
    };
  });

/** The smallest value that at least so many tenths do not exceed. */
const quantile = (sorted: readonly number[], tenths: number): number | null =>
  sorted[Math.ceil((sorted.length * tenths) / 10) - 1] ?? null;

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
