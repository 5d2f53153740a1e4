import { Button, TextField } from '@midas-ds/components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyOf } from '../../api/client';
import { useReadLater } from '../../api/queries';
import { country, number } from '../../i18n/format';

export type Floor = NonNullable<BodyOf<'askPlacementPlan'>['floors']>[number];

interface Props {
  floors: readonly Floor[];
  change: (floors: readonly Floor[]) => void;
}

/** Fairness: the least points that the households from a country of asylum get together, each group once. */
export function Floors({ floors, change }: Props) {
  const { t } = useTranslation();
  const [group, setGroup] = useState('');
  const [points, setPoints] = useState('');
  const known = useReadLater('listCountries').data?.data.items ?? [];
  const left = known.filter(({ code }) => !floors.some((floor) => floor.group === code));
  const add = (): void => {
    change([...floors, { group, points: Number(points) }]);
    setGroup('');
    setPoints('');
  };
  return (
    <fieldset id="floors" className="stack">
      <legend>{t('placement.floors')}</legend>
      <p>{t('placement.floorsAs')}</p>
      {floors.length > 0 && (
        <ul>
          {floors.map((floor) => (
            <li key={floor.group}>
              {country(floor.group)}: {number(floor.points)}{' '}
              <Button
                variant="secondary"
                size="medium"
                aria-label={t('placement.floorRemove', { country: country(floor.group) })}
                onPress={() => change(floors.filter((one) => one !== floor))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <label className="choice" htmlFor="floor-group">
        {t('placement.floorGroup')}
        <select id="floor-group" value={group} onChange={({ target }) => setGroup(target.value)}>
          <option value="" />
          {left.map(({ code }) => (
            <option key={code} value={code}>
              {country(code)}
            </option>
          ))}
        </select>
      </label>
      <TextField
        id="floor-points"
        type="number"
        label={t('placement.floorPoints')}
        value={points}
        onChange={setPoints}
      />
      <div className="act-buttons">
        <Button variant="secondary" size="medium" isDisabled={group === '' || !/^\d{1,10}$/.test(points)} onPress={add}>
          {t('placement.floorAdd')}
        </Button>
      </div>
    </fieldset>
  );
}
