import { number } from '../../i18n/format';

/** Tenths of a per cent as a per cent; what is nearly sure or nearly impossible is not told as if it were. */
export function percent(permille: number): string {
  if (permille > 0 && permille < 10) return `< 1 %`;
  if (permille < 1000 && permille > 990) return `> 99 %`;
  return `${number(Math.round(permille / 10))} %`;
}
