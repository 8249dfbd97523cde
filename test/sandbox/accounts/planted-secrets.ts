/** A secret that somebody left in sample.json: nothing that the audit writes may hold it. */
interface PlantedSecret {
  /** A function and its variable, or the name of a parameter. */
  readonly at: string;
  /** A piece of the value, on one line, that stands nowhere else. */
  readonly text: string;
}

/** In the environments of functions. */
const inEnvironments: readonly PlantedSecret[] = [
  { at: 'legacy-report-export ERP_UPLOAD', text: 'AKIANORTHWIND7SAMPLE' },
  { at: 'shop-image-resizer-v1 RELEASES', text: 'NorthwindSampleTokenThatOpensNothing' },
  { at: 'mobile-push-sender APNS', text: 'MIIBOgIBAAJBANorthwindSampleOpensNothing7Q9xL2vT0bRz4KmW8nYc1HsJ' },
  { at: 'quarterly-vat-report DATABASE', text: 'k7Vq-opens-nothing-2mXw' },
  { at: 'invoices-mailer SMTP_PASSWORD', text: 'winter-ends-in-march' },
  { at: 'wms-carrier-status CARRIER_API_KEY', text: 'carrier-of-2019' },
  { at: 'loyalty-points-worker SHUFFLE', text: 'qT7vL0xZ9mB4nR2wK8yHc5JdG3uPsE1f' },
];

/** In parameters, encrypted ones among them. */
const inParameters: readonly PlantedSecret[] = [
  { at: '/erp/db-password-old', text: 'rotated-long-ago' },
  { at: '/pricing/partner-feed/token', text: 'feed-of-2021-opens-nothing' },
  { at: '/wms/terminal-password', text: 'pick-and-pack' },
  { at: '/shop/customers-db/password', text: 'opens-nothing-at-all-1' },
  { at: '/ops/slack-webhook', text: 'opens-nothing-at-all-2' },
  { at: '/payments/acquirer/api-key', text: 'opens-nothing-at-all-3' },
  { at: '/finance/erp/credentials', text: 'opens-nothing-at-all-4' },
  { at: '/wms/carrier/api-key', text: 'opens-nothing-at-all-5' },
];

export const plantedSecrets: readonly PlantedSecret[] = [...inEnvironments, ...inParameters];
