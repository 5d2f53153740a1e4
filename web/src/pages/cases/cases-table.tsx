import { Cell, Column, Row, Table, TableBody, TableHeader } from '@midas-ds/components';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { country, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';

type CaseHit = AnswerOf<'searchCases'>['items'][number];

interface Props {
  items: readonly CaseHit[];
  peek: string | undefined;
  show: (caseId: string | undefined) => void;
}

const COLUMNS = ['diaryNumber', 'status', 'priority', 'country', 'size', 'officer', 'due'] as const;

/** One row a case; a chosen row is shown beside the list. */
export function CasesTable({ items, peek, show }: Props) {
  const { t } = useTranslation();
  return (
    <div className="table-frame" role="region" aria-label={t('cases.list')} tabIndex={0}>
      <Table
        aria-label={t('cases.list')}
        size="medium"
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={peek ? [peek] : []}
        onSelectionChange={(keys) =>
          show(keys === 'all' ? undefined : (([...keys][0] as string | undefined) ?? undefined))
        }
      >
        <TableHeader>
          {COLUMNS.map((column) => (
            <Column key={column} isRowHeader={column === 'diaryNumber'}>
              {t(`cases.column.${column}`)}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {items.map((theCase) => (
            <Row key={theCase.id} id={theCase.id}>
              <Cell>
                <Link to="/cases/$caseId" params={{ caseId: theCase.id }} className="nowrap">
                  {theCase.diaryNumber}
                </Link>
              </Cell>
              <Cell>
                <Chip group="caseStatus" code={theCase.status} />
              </Cell>
              <Cell>
                <Chip group="priority" code={theCase.priority} />
              </Cell>
              <Cell>{country(theCase.countryOfAsylum)}</Cell>
              <Cell>{theCase.caseSize}</Cell>
              <Cell>{theCase.officerName ? <bdi>{theCase.officerName}</bdi> : t('cases.nobody')}</Cell>
              <Cell>{theCase.dueOn ? <span className="nowrap">{theCase.dueOn}</span> : word('cases', 'noClock')}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
