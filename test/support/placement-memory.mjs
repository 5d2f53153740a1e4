// A plan in a process of its own, from the build, to measure what it takes in memory: `fork(..., { serialization: 'advanced' })`.
process.once('message', async ({ engine, problem }) => {
  const { planPlacement, verify } = await import(engine);
  const { plan } = planPlacement(problem, { seed: 1, ruleVersion: 'test', moves: 20_000 });
  const { findings } = verify(problem, plan);
  const { objective, bound, placed } = plan;
  process.send({ findings, objective, bound, placed: placed.length, megabytes: process.resourceUsage().maxRSS / 1024 });
  process.disconnect();
});
