import { word } from '../../i18n/format';
import { number } from '../../i18n/format';

/** What a score is made of; what adds nothing is not told. */
export function ScoreParts({ parts }: { parts: object }) {
  const told = Object.entries(parts as Record<string, number>).filter(([, points]) => points !== 0);
  return (
    <ul className="score-parts">
      {told.map(([factor, points]) => (
        <li key={factor}>
          {word('placement.factor', factor)} {number(points)}
        </li>
      ))}
    </ul>
  );
}
