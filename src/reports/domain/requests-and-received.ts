/** A request to UNHCR as it stood. */
export interface RequestThen {
  readonly countryOfAsylum: string;
  readonly asked: { readonly persons: number; readonly month: string };
  readonly promised: { readonly persons: number; readonly month: string } | null;
  readonly withdrawn: boolean;
}

/** Persons of a case that was registered. */
export interface ReceivedThen {
  readonly countryOfAsylum: string;
  /** Of receipt. */
  readonly month: string;
  readonly caseId: string;
}

export interface RequestRow {
  readonly countryOfAsylum: string;
  readonly month: string;
  /** Persons asked for, for this month. */
  readonly asked: number;
  /** Of these, taken back by either side. */
  readonly withdrawn: number;
  /** Persons promised for this month, those taken back not among them. */
  readonly promised: number;
  readonly receivedPersons: number;
  readonly receivedCases: number;
  /** Promised for this month, which has passed, and not received by now. */
  readonly late: number;
}

export type RequestSums = Omit<RequestRow, 'countryOfAsylum' | 'month'>;

/**
 * What was asked of UNHCR, promised and received, by country of asylum and month. Whoever was received fulfils the oldest promise
 * of the country that is still open, whichever month it came in: nobody can say of a submission which request it answers. A promise
 * is late from the month after its own on (`thisMonth` is the month of the last day that is told).
 */
export function compareRequests(
  requests: readonly RequestThen[],
  received: readonly ReceivedThen[],
  thisMonth: string,
): { rows: RequestRow[]; total: RequestSums } {
  const countries = [...new Set([...requests, ...received].map(({ countryOfAsylum }) => countryOfAsylum))].sort();
  const rows = countries.flatMap((country) =>
    rowsOfCountry(
      country,
      requests.filter(({ countryOfAsylum }) => countryOfAsylum === country),
      received.filter(({ countryOfAsylum }) => countryOfAsylum === country),
      thisMonth,
    ),
  );
  const sum = (of: (row: RequestRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    rows,
    total: {
      asked: sum((row) => row.asked),
      withdrawn: sum((row) => row.withdrawn),
      promised: sum((row) => row.promised),
      receivedPersons: sum((row) => row.receivedPersons),
      receivedCases: new Set(received.map(({ caseId }) => caseId)).size,
      late: sum((row) => row.late),
    },
  };
}

function rowsOfCountry(
  countryOfAsylum: string,
  requests: readonly RequestThen[],
  received: readonly ReceivedThen[],
  thisMonth: string,
): RequestRow[] {
  const standing = requests.filter(({ withdrawn }) => !withdrawn);
  const promises = standing.flatMap(({ promised }) => (promised ? [promised] : []));
  const sum = (some: readonly { persons: number; month: string }[], month: string): number =>
    some.filter((one) => one.month === month).reduce((total, { persons }) => total + persons, 0);
  const askedFor = requests.map(({ asked }) => asked);
  const takenBack = requests.filter(({ withdrawn }) => withdrawn).map(({ asked }) => asked);
  const months = [...new Set([...askedFor, ...promises, ...received].map(({ month }) => month))].sort();
  let unassigned = received.length;
  return months.map((month) => {
    const promised = sum(promises, month);
    const fulfilled = Math.min(unassigned, promised);
    unassigned -= fulfilled;
    const those = received.filter((one) => one.month === month);
    return {
      countryOfAsylum,
      month,
      asked: sum(askedFor, month),
      withdrawn: sum(takenBack, month),
      promised,
      receivedPersons: those.length,
      receivedCases: new Set(those.map(({ caseId }) => caseId)).size,
      late: month < thisMonth ? promised - fulfilled : 0,
    };
  });
}
