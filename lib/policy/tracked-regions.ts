/**
 * The Regions whose activity IAM keeps as last-accessed data (service and action last accessed, RoleLastUsed), with the day on
 * which the tracking began. A Region that is not listed has no such data at all: what is used only there looks never used.
 * Source: IAM User Guide, access_policies_last-accessed, "Where AWS tracks last accessed information", read in November 2026.
 */
const trackingStarts: ReadonlyMap<string, string> = new Map([
  ['af-south-1', '2020-04-22'],
  ['ap-east-1', '2019-04-24'],
  ['ap-northeast-1', '2015-10-01'],
  ['ap-northeast-2', '2016-01-06'],
  ['ap-northeast-3', '2018-02-11'],
  ['ap-south-1', '2016-06-27'],
  ['ap-south-2', '2022-11-22'],
  ['ap-southeast-1', '2015-10-01'],
  ['ap-southeast-2', '2015-10-01'],
  ['ap-southeast-3', '2021-12-13'],
  ['ap-southeast-4', '2023-01-23'],
  ['ca-central-1', '2017-10-28'],
  ['eu-central-1', '2015-10-01'],
  ['eu-central-2', '2022-11-08'],
  ['eu-north-1', '2018-12-12'],
  ['eu-south-1', '2020-04-28'],
  ['eu-south-2', '2022-11-15'],
  ['eu-west-1', '2015-10-01'],
  ['eu-west-2', '2017-10-28'],
  ['eu-west-3', '2017-12-18'],
  ['il-central-1', '2023-08-01'],
  ['me-central-1', '2022-08-30'],
  ['me-south-1', '2019-07-29'],
  ['sa-east-1', '2015-12-11'],
  ['us-east-1', '2015-10-01'],
  ['us-east-2', '2017-10-27'],
  ['us-gov-east-1', '2023-07-01'],
  ['us-gov-west-1', '2023-07-01'],
  ['us-west-1', '2015-10-01'],
  ['us-west-2', '2015-10-01'],
]);

/** The day (ISO 8601, UTC) since which use in the Region is tracked; null when none is: it is then unknown, not unused. */
export function trackedSince(region: string): string | null {
  return trackingStarts.get(region) ?? null;
}
