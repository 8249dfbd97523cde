const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
  'additional_credentials_info',
] as const;

/** A credential report with AWS's columns; cells that a row leaves out are `N/A` or `false`. */
export function credentialReportCsv(rows: readonly Partial<Record<(typeof columns)[number], string>>[]): string {
  const cell = (row: (typeof rows)[number], column: (typeof columns)[number]) =>
    row[column] ?? (column.endsWith('_active') || column === 'password_enabled' ? 'false' : 'N/A');
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row, column)).join(','))].join('\n');
}
