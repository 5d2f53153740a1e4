/** A circle on the map, in its units. */
export interface Circle {
  x: number;
  y: number;
  r: number;
}

const ROUNDS = 80;
const GAP = 0.5;

/**
 * Moves circles that overlap apart, each by half of what they overlap, and lets all others stand: Sundbyberg can be pressed as well as
 * Kiruna. Equal centres are parted along a direction of their own, so the same circles always come to stand alike.
 */
export function spreadCircles<One extends Circle>(circles: readonly One[]): One[] {
  const spread = circles.map((one) => ({ ...one }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let i = 0; i < spread.length; i += 1)
      for (let j = i + 1; j < spread.length; j += 1) {
        const [a, b] = [spread[i]!, spread[j]!];
        const wanted = a.r + b.r + GAP;
        let [dx, dy] = [b.x - a.x, b.y - a.y];
        if (Math.abs(dx) >= wanted || Math.abs(dy) >= wanted) continue;
        let distance = Math.hypot(dx, dy);
        if (distance >= wanted) continue;
        if (distance < 1e-6) [dx, dy, distance] = [Math.cos(i + j), Math.sin(i + j), 1];
        const step = (wanted - Math.min(distance, Math.hypot(b.x - a.x, b.y - a.y))) / 2 / distance;
        a.x -= dx * step;
        a.y -= dy * step;
        b.x += dx * step;
        b.y += dy * step;
        moved = true;
      }
    if (!moved) break;
  }
  return spread;
}
