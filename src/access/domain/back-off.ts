/** How many wrong passwords in a row cost nothing: fingers slip. */
const FREE = 5;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 15 * 60;

/**
 * Seconds to wait after so many wrong sign-ins in a row to one account from one address: none for the first five, then 30, doubled
 * each time up to 15 minutes (ASVS 5.0, 6.3.1). It is counted by account and address, so that whoever guesses keeps nobody else out.
 */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(FIRST_WAIT_S * 2 ** (failures - FREE), LONGEST_WAIT_S);
