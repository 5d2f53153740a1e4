import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from './api/queries';
import { ProblemView } from './parts/problem-view';
import { Waiting } from './parts/waiting';
import { Layout } from './shell/layout';
import { NotFound } from './shell/not-found';
import { numberOf } from './pages/dashboard/number';
import { searchedBy } from './pages/cases/filters';
import {
  auditSearch,
  cursorSearch,
  duplicatesSearch,
  forecastSearch,
  periodSearch,
  reportsSearch,
  rulesSearch,
  waitSearch,
  yearSearch,
} from './searches';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

// One route a page: its address, what of the address it reads, and where it is loaded from when it is first opened.
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/start-page'), 'StartPage'),
});
const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: lazyRouteComponent(() => import('./pages/password-page'), 'PasswordPage'),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: searchedBy,
  component: lazyRouteComponent(() => import('./pages/cases/cases-page'), 'CasesPage'),
});
const theCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./pages/case/case-page'), 'CasePage'),
});

const review = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId/review',
  component: lazyRouteComponent(() => import('./pages/review/review-page'), 'ReviewPage'),
});
const assignments = createRoute({
  getParentRoute: () => root,
  path: '/assignments',
  component: lazyRouteComponent(() => import('./pages/assignments/assignments-page'), 'AssignmentsPage'),
});
const assignment = createRoute({
  getParentRoute: () => root,
  path: '/assignments/$assignmentId',
  component: lazyRouteComponent(() => import('./pages/assignments/assignment-page'), 'AssignmentPage'),
});
const assignmentExport = createRoute({
  getParentRoute: () => root,
  path: '/assignments/export',
  validateSearch: yearSearch,
  component: lazyRouteComponent(() => import('./pages/assignments/export-page'), 'ExportPage'),
});
const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/dashboard',
  validateSearch: ({ periodId }: Record<string, unknown>) => (typeof periodId === 'string' ? { periodId } : {}),
  component: lazyRouteComponent(() => import('./pages/dashboard/dashboard-page'), 'DashboardPage'),
});
const numberPage = createRoute({
  getParentRoute: () => root,
  path: '/dashboard/cases',
  validateSearch: numberOf,
  component: lazyRouteComponent(() => import('./pages/dashboard/number-page'), 'NumberPage'),
});
const placement = createRoute({
  getParentRoute: () => root,
  path: '/placement',
  validateSearch: ({ planId, caseId }: Record<string, unknown>) => ({
    ...(typeof planId === 'string' && planId !== '' ? { planId } : {}),
    ...(typeof caseId === 'string' ? { caseId } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/placement/placement-page'), 'PlacementPage'),
});
const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  validateSearch: ({ importId }: Record<string, unknown>) => (typeof importId === 'string' ? { importId } : {}),
  component: lazyRouteComponent(() => import('./pages/intake/intake-page'), 'IntakePage'),
});

const newRrf = createRoute({
  getParentRoute: () => root,
  path: '/intake/new',
  component: lazyRouteComponent(() => import('./pages/intake/new-rrf-page'), 'NewRrfPage'),
});
const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/duplicates',
  validateSearch: duplicatesSearch,
  component: lazyRouteComponent(() => import('./pages/duplicates/duplicates-page'), 'DuplicatesPage'),
});
const comparison = createRoute({
  getParentRoute: () => root,
  path: '/duplicates/$suspicionId',
  component: lazyRouteComponent(() => import('./pages/duplicates/comparison-page'), 'ComparisonPage'),
});
const quota = createRoute({
  getParentRoute: () => root,
  path: '/quota',
  validateSearch: periodSearch,
  component: lazyRouteComponent(() => import('./pages/quota/quota-page'), 'QuotaPage'),
});
const ledger = createRoute({
  getParentRoute: () => root,
  path: '/quota/ledger',
  validateSearch: periodSearch,
  component: lazyRouteComponent(() => import('./pages/quota/ledger-page'), 'LedgerPage'),
});
const forecast = createRoute({
  getParentRoute: () => root,
  path: '/quota/forecast',
  validateSearch: forecastSearch,
  component: lazyRouteComponent(() => import('./pages/forecast/forecast-page'), 'ForecastPage'),
});
const requests = createRoute({
  getParentRoute: () => root,
  path: '/quota/requests',
  validateSearch: periodSearch,
  component: lazyRouteComponent(() => import('./pages/quota/requests-page'), 'RequestsPage'),
});
const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./pages/reports/reports-page'), 'ReportsPage'),
});
const security = createRoute({
  getParentRoute: () => root,
  path: '/security',
  component: lazyRouteComponent(() => import('./pages/security/security-page'), 'SecurityPage'),
});
const batch = createRoute({
  getParentRoute: () => root,
  path: '/security/batches/$batchId',
  component: lazyRouteComponent(() => import('./pages/security/batch-page'), 'BatchPage'),
});
const indications = createRoute({
  getParentRoute: () => root,
  path: '/security/indications',
  validateSearch: waitSearch,
  component: lazyRouteComponent(() => import('./pages/security/indications-page'), 'IndicationsPage'),
});
const indication = createRoute({
  getParentRoute: () => root,
  path: '/security/indications/$indicationId',
  component: lazyRouteComponent(() => import('./pages/security/indication-page'), 'IndicationPage'),
});
const sealedFile = createRoute({
  getParentRoute: () => root,
  path: '/security/cases/$caseId',
  component: lazyRouteComponent(() => import('./pages/security/sealed-file-page'), 'SealedFilePage'),
});
const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./pages/administration/accounts-page'), 'AccountsPage'),
});
const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('./pages/administration/rules-page'), 'RulesPage'),
});
const municipalNumbers = createRoute({
  getParentRoute: () => root,
  path: '/municipal-numbers',
  validateSearch: yearSearch,
  component: lazyRouteComponent(() => import('./pages/administration/municipal-numbers-page'), 'MunicipalNumbersPage'),
});
const municipalOffers = createRoute({
  getParentRoute: () => root,
  path: '/municipal-offers',
  validateSearch: yearSearch,
  component: lazyRouteComponent(() => import('./pages/municipalities/offers-page'), 'OffersPage'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/administration/audit-page'), 'AuditPage'),
});
const access = createRoute({
  getParentRoute: () => root,
  path: '/audit/persons/$personId',
  validateSearch: cursorSearch,
  component: lazyRouteComponent(() => import('./pages/administration/access-page'), 'AccessPage'),
});

const missions = createRoute({
  getParentRoute: () => root,
  path: '/missions',
  component: lazyRouteComponent(() => import('./pages/missions/missions-page'), 'MissionsPage'),
});
const mission = createRoute({
  getParentRoute: () => root,
  path: '/missions/$missionId',
  component: lazyRouteComponent(() => import('./pages/missions/mission-page'), 'MissionPage'),
});

const pages = [
  ...[start, cases, theCase, review, placement, assignments, assignment, dashboard, numberPage, intake],
  ...[missions, mission],
  ...[newRrf, duplicates, comparison, assignmentExport, password],
  ...[quota, ledger, requests, forecast, reports],
  ...[security, batch, indications, indication, sealedFile],
  ...[accounts, rules, municipalNumbers, municipalOffers, audit, access],
] as const;

export const router = createRouter({
  routeTree: root.addChildren(pages),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ProblemView,
  scrollRestoration: true,
});

// Whoever opens a page again decides on what stands now, however quickly they came back: a page read with Suspense is otherwise kept for a second.
router.subscribe('onBeforeNavigate', () => queryClient.removeQueries({ type: 'inactive' }));

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
