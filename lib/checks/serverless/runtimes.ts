/** What AWS says of a managed runtime. Days, as `2026-04-30`. */
export interface Runtime {
  /** From when on AWS patches it no longer; null: AWS has announced no day. */
  readonly deprecatedOn: string | null;
  /** From when on no new function may use it; null: not known. */
  readonly createBlockedOn: string | null;
  /** From when on no function that uses it can be changed; null: not known. */
  readonly updateBlockedOn: string | null;
}

export interface RuntimeTable {
  /** The day that the table was true. */
  readonly asOf: string;
  readonly source: string;
  of(runtime: string): Runtime | undefined;
}

/*
 * Deprecation; block function create; block function update. As the page of `asOf` has them: AWS has put the last two off several
 * times, and may again. `-` is a day that AWS has not announced, or that is not known of a runtime that has left the page. Runtimes
 * of container images are not here: a function that is one says none. Those that AWS no longer lists are from its older tables.
 */
const TABLE = `
nodejs26.x       -          -          -
nodejs24.x       2028-04-30 2028-06-01 2028-07-01
nodejs22.x       2027-04-30 2027-06-01 2027-07-01
nodejs20.x       2026-04-30 2027-07-29 2027-08-31
nodejs18.x       2025-09-01 2027-07-29 2027-08-31
nodejs16.x       2024-06-12 2027-07-29 2027-08-31
nodejs14.x       2023-12-04 2024-01-09 2027-08-31
nodejs12.x       2023-03-31 2023-03-31 2023-04-30
nodejs10.x       2021-07-30 2021-07-30 2022-02-14
nodejs8.10       2020-03-06 2020-03-06 2020-03-06
nodejs6.10       2019-08-12 2019-08-12 2019-08-12
nodejs4.3        2020-03-05 2020-03-05 2020-03-05
nodejs4.3-edge   2020-03-05 2019-04-30 2019-04-30
nodejs           2016-08-30 2016-10-31 2016-10-31
python3.15       -          -          -
python3.14       2029-06-30 2029-07-31 2029-08-31
python3.13       2029-06-30 2029-07-31 2029-08-31
python3.12       2028-10-31 2028-11-30 2029-01-10
python3.11       2027-06-30 2027-07-29 2027-08-31
python3.10       2026-10-31 2027-07-29 2027-08-31
python3.9        2025-12-15 2027-07-29 2027-08-31
python3.8        2024-10-14 2027-07-29 2027-08-31
python3.7        2023-12-04 2024-01-09 2027-08-31
python3.6        2022-07-18 2022-07-18 2022-08-29
python2.7        2021-07-15 2021-07-15 2022-05-30
java25           2029-06-30 2029-07-31 2029-08-31
java21           2029-06-30 2029-07-31 2029-08-31
java17.al2023    -          -          -
java17           2027-06-30 2027-07-29 2027-08-31
java11.al2023    -          -          -
java11           2027-06-30 2027-07-29 2027-08-31
java8.al2023     -          -          -
java8.al2        2027-06-30 2027-07-29 2027-08-31
java8            2024-01-08 2024-02-08 2027-08-31
dotnet10         2028-11-14 2028-12-14 2029-01-15
dotnet8          2026-11-10 2027-07-29 2027-08-31
dotnet6          2024-12-20 2027-07-29 2027-08-31
dotnetcore3.1    2023-04-03 2023-04-03 2023-05-03
dotnetcore2.1    2022-01-05 2022-01-05 2022-04-13
dotnetcore2.0    2019-05-30 2019-05-30 2019-05-30
dotnetcore1.0    2019-06-27 2019-07-30 2019-07-30
ruby4.0          2029-03-31 -          -
ruby3.4          2028-03-31 2028-04-30 2028-05-31
ruby3.3          2027-03-31 2027-07-29 2027-08-31
ruby3.2          2026-03-31 2027-07-29 2027-08-31
ruby2.7          2023-12-07 2024-01-09 -
ruby2.5          2021-07-30 2021-07-30 2022-03-31
go1.x            2024-01-08 2024-02-08 2027-08-31
provided.al2023  2029-06-30 2029-07-31 2029-08-31
provided.al2     2026-07-31 2027-07-29 2027-08-31
provided         2024-01-08 2024-02-08 2027-08-31
`;

/** The runtimes that Lambda manages, or once did. */
export const runtimes: RuntimeTable = {
  asOf: '2026-10-01',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  of: (runtime) => byName.get(runtime),
};

const byName: ReadonlyMap<string, Runtime> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...days] = line.split(/ +/);
      const [deprecatedOn = null, createBlockedOn = null, updateBlockedOn = null] = days.map((day) =>
        day === '-' ? null : day,
      );
      return [name, { deprecatedOn, createBlockedOn, updateBlockedOn }];
    }),
);
