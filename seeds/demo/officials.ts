import type { NewAccount, Role } from '../../src/access/index.js';

/** The password of every demo account; production refuses a database that has one of them. */
export const DEMO_PASSWORD = 'vidar demo 2025, not a secret';

type DemoOfficial = Pick<NewAccount, 'username' | 'name' | 'municipalityCode'> & { roles: Role[] };

/** The officials of the demo: one for each role, and a second one wherever two people must sign. */
export const OFFICIALS: readonly DemoOfficial[] = [
  { username: 'administrator', name: 'Astrid Administratör', roles: ['administrator'] },
  { username: 'coordinator', name: 'Karin Koordinator', roles: ['coordinator'] },
  { username: 'case.officer', name: 'Hanna Handläggare', roles: ['case_officer'] },
  { username: 'decision.maker', name: 'Bengt Beslutsfattare', roles: ['decision_maker'] },
  { username: 'mission.leader', name: 'Ulla Uttagning', roles: ['mission_leader'] },
  { username: 'security.liaison', name: 'Sixten Samverkan', roles: ['security_liaison'] },
  { username: 'security.unit', name: 'Stina Säkerhet', roles: ['security_unit'] },
  { username: 'security.unit.2', name: 'Sven Säkerhet', roles: ['security_unit'] },
  { username: 'exclusion.specialist', name: 'Elsa Expert', roles: ['exclusion_specialist'] },
  { username: 'placement.officer', name: 'Anna Anvisning', roles: ['placement_officer'] },
  { username: 'travel.officer', name: 'Rune Resa', roles: ['travel_officer'] },
  { username: 'statistician', name: 'Siv Statistik', roles: ['statistician'] },
  { username: 'auditor', name: 'Rolf Revisor', roles: ['auditor'] },
];

/** A municipality's own account is named after its code. */
export const municipalityAccount = (code: string, name: string): DemoOfficial => ({
  username: `municipality.${code}`,
  name: `Mottagningen i ${name}`,
  roles: ['municipality'],
  municipalityCode: code,
});
