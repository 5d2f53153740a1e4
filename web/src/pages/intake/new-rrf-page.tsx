import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../act/act-form';
import { Page } from '../../parts/page';

/** A submission that came on paper, typed in field by field. */
export function NewRrfPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t('intake.newTitle')}>
      <p>{t('intake.newAbout')}</p>
      <ActForm
        operation="receiveSubmission"
        verb="receive_submission"
        path={{}}
        etag={null}
        start={{ source: 'unhcr', priority: 'normal', persons: [{ relationToPrincipal: 'principal_applicant' }] }}
        close={() => void navigate({ to: '/intake' })}
        done={(answer) =>
          void navigate({ to: '/cases/$caseId', params: { caseId: (answer as { caseId: string }).caseId } })
        }
      />
    </Page>
  );
}
