import type { QueryRunner } from 'typeorm';

/**
 * The steps of a person that the database itself accepts, `action from to` (architecture.md 4, as of this migration). A new
 * state or verb needs a migration of its own; a test compares this list with the table in the code.
 */
const ENDS = [
  'withdraw withdrawn',
  'record_death deceased',
  'lose_contact lost_contact',
  'resettle_elsewhere resettled_elsewhere',
];
const BEFORE_DEPARTURE = [
  'listed',
  'in_screening',
  'cleared',
  'under_examination',
  'deferred',
  'granted',
  'assigned',
  'accepted',
  'travel_ready',
  'booked',
];
const WITH_PERMIT = ['granted', 'assigned', 'accepted', 'travel_ready', 'booked', 'departed'];
const SECURITY_CASE = ['in_screening', 'cleared', 'under_examination', 'deferred'];
const REOPENED = ['refused', 'excluded', 'discontinued', 'withdrawn', 'lost_contact'];

export const PERSON_STEPS: readonly string[] = [
  'refer listed in_screening',
  'clear in_screening cleared',
  'examine cleared under_examination',
  'defer under_examination deferred',
  'resume deferred under_examination',
  'grant under_examination granted',
  'refuse under_examination refused',
  'exclude under_examination excluded',
  'assign granted assigned',
  'accept assigned accepted',
  'decline assigned granted',
  'unassign assigned granted',
  'unassign accepted granted',
  'unassign travel_ready granted',
  'make_ready accepted travel_ready',
  'unready travel_ready accepted',
  'book travel_ready booked',
  'postpone booked travel_ready',
  'depart booked departed',
  'turn_back departed travel_ready',
  'arrive departed arrived',
  'reverse_arrival arrived departed',
  'receive arrived received',
  'reverse_reception received arrived',
  ...SECURITY_CASE.flatMap((from) =>
    ['granted', 'refused', 'excluded', 'discontinued'].map((to) => `decide_security_case ${from} ${to}`),
  ),
  ...BEFORE_DEPARTURE.map((from) => `discontinue ${from} discontinued`),
  ...WITH_PERMIT.map((from) => `withdraw_permit ${from} permit_withdrawn`),
  ...[...BEFORE_DEPARTURE, 'departed'].flatMap((from) =>
    ENDS.map((end) => `${end.split(' ')[0]} ${from} ${end.split(' ')[1]}`),
  ),
  ...REOPENED.map((from) => `reopen ${from} listed`),
];

const steps = PERSON_STEPS.map((step) => `'${step}'`).join(', ');

/** A step that breaks the table, or does not begin where the last one ended. */
const BROKEN_STEP = `NOT (
    (NEW.action = 'list' AND NEW.step = 1 AND NEW.from_status IS NULL AND NEW.to_status = 'listed')
    OR ((NEW.action || ' ' || NEW.from_status || ' ' || NEW.to_status) IN (${steps})
      AND EXISTS (SELECT 1 FROM person_transitions t WHERE t.person_id = NEW.person_id AND t.step = NEW.step - 1 AND t.to_status = NEW.from_status))
  )`;

/** A status without the step that leads to it. */
const STATUS_WITHOUT_STEP = `NOT EXISTS (
    SELECT 1 FROM person_transitions t WHERE t.person_id = NEW.id AND t.from_status = OLD.status AND t.to_status = NEW.status
      AND t.step = (SELECT max(l.step) FROM person_transitions l WHERE l.person_id = NEW.id)
  )`;

const RULES = [
  {
    name: 'person_transitions_follow',
    on: 'person_transitions',
    when: 'BEFORE INSERT',
    refused: BROKEN_STEP,
    says: 'this step is not in the lifecycle',
  },
  {
    name: 'persons_status_follows',
    on: 'persons',
    when: 'BEFORE UPDATE OF status',
    refused: `NEW.status <> OLD.status AND ${STATUS_WITHOUT_STEP}`,
    says: 'a status changes by a step of the lifecycle only',
  },
];

/** The lifecycle in the database: nobody is examined who was not cleared, whoever writes. */
export async function enforcePersonSteps(runner: QueryRunner): Promise<void> {
  for (const { name, on, when, refused, says } of RULES)
    if (runner.connection.options.type === 'postgres') {
      await runner.query(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF ${refused} THEN RAISE EXCEPTION '${says}' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$`);
      await runner.query(`CREATE TRIGGER ${name} ${when} ON "${on}" FOR EACH ROW EXECUTE FUNCTION ${name}()`);
    } else {
      await runner.query(
        `CREATE TRIGGER ${name} ${when} ON "${on}" WHEN ${refused} BEGIN SELECT RAISE(ABORT, 'CHECK: ${says}'); END`,
      );
    }
}

export async function liftPersonSteps(runner: QueryRunner): Promise<void> {
  for (const { name, on } of RULES)
    if (runner.connection.options.type === 'postgres') {
      await runner.query(`DROP TRIGGER ${name} ON "${on}"`);
      await runner.query(`DROP FUNCTION ${name}()`);
    } else await runner.query(`DROP TRIGGER ${name}`);
}
