import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { spreadCircles } from './spread-circles';

type Municipality = AnswerOf<'listPlanMunicipalities'>['items'][number];

const [WIDTH, HEIGHT] = [340, 640];
const [WEST, EAST, SOUTH, NORTH] = [10.6, 24.3, 55.2, 69.2];
const [SMALLEST, LARGEST] = [2.2, 13];

/** How much of its number a municipality has used once the plan is carried out. */
function useOf({ places, assigned, suggested }: Municipality): 'none' | 'free' | 'part' | 'most' | 'full' {
  if (places === null || places === 0) return 'none';
  const share = (assigned + suggested) / places;
  if (share === 0) return 'free';
  if (share < 0.5) return 'part';
  return share < 1 ? 'most' : 'full';
}
const USES = ['none', 'free', 'part', 'most', 'full'] as const;

interface Props {
  municipalities: readonly Municipality[];
  /** The codes of those to be told from the rest, and of the one that is chosen. */
  chosen: string | null;
  choose: (code: string) => void;
  /** A case that was dragged here. */
  drop: (caseId: string, code: string) => void;
}

/** One circle a municipality near its centre: its area is its number, its colour the use of it. The table has the same in figures. */
export function MunicipalityMap({ municipalities, chosen, choose, drop }: Props) {
  const { t } = useTranslation();
  const circles = useMemo(() => {
    const most = Math.max(1, ...municipalities.map(({ places }) => places ?? 0));
    return spreadCircles(
      municipalities.map((one) => ({
        x: ((Number(one.longitude) - WEST) / (EAST - WEST)) * WIDTH,
        y: ((NORTH - Number(one.latitude)) / (NORTH - SOUTH)) * HEIGHT,
        r: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((one.places ?? 0) / most),
        one,
      })),
    );
  }, [municipalities]);
  return (
    <div className="stack">
      <p className="legend">
        {USES.map((use) => (
          <span key={use}>
            <span className={`swatch use-${use}`} /> {t(`placement.use.${use}`)}
          </span>
        ))}
      </p>
      {/* Whoever does not point with a mouse chooses in the list beside it, which has the same municipalities. */}
      <svg className="municipality-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {circles.map(({ x, y, r, one }) => (
          <circle
            key={one.code}
            className={`use-${useOf(one)}${one.code === chosen ? ' is-chosen' : ''}`}
            data-code={one.code}
            cx={x.toFixed(1)}
            cy={y.toFixed(1)}
            r={r.toFixed(1)}
            onClick={() => choose(one.code)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              drop(event.dataTransfer.getData('text/plain'), one.code);
            }}
          >
            <title>
              {t('placement.circle', {
                name: one.name,
                places: one.places ?? 0,
                assigned: one.assigned,
                suggested: one.suggested,
              })}
            </title>
          </circle>
        ))}
      </svg>
    </div>
  );
}
