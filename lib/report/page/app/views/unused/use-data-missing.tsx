import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';

/** Says so where AWS was not asked what everybody used, and how to have it asked. */
export function UseDataMissing() {
  const { coverage } = useModel().data.report;
  const record = coverage.find(({ source }) => source === 'last-accessed');
  if (record?.status === 'complete') return null;
  return (
    <p role="note" class="note">
      {record?.status === 'partial'
        ? 'AWS did not say of everybody what they used'
        : 'AWS was not asked what users and roles used'}
      {record?.reason && (
        <>
          {' ('}
          <Foreign text={record.reason} />)
        </>
      )}
      : what it did not say is unknown here, and never counted as unused. To know it, audit the account itself,{' '}
      <code>account-auditor audit</code>, with <code>iam:GenerateServiceLastAccessedDetails</code> and{' '}
      <code>iam:GetServiceLastAccessedDetails</code> allowed.
    </p>
  );
}
