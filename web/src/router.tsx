import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from './api/queries';
import { ProblemView } from './parts/problem-view';
import { Waiting } from './parts/waiting';
import { Layout } from './shell/layout';
import { NotFound } from './shell/not-found';
import { numberOf } from './pages/dashboard/number';
import { searchedBy } from './pages/cases/filters';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

// One route a page: its address, what of the address it reads, and where it is loaded from when it is first opened.
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/start-page'), 'StartPage'),
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
const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  validateSearch: ({ importId }: Record<string, unknown>) => (typeof importId === 'string' ? { importId } : {}),
  component: lazyRouteComponent(() => import('./pages/intake/intake-page'), 'IntakePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([start, cases, theCase, assignments, assignment, dashboard, numberPage, intake]),
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
