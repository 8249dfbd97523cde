import { z } from 'zod';
import type { Json } from './json.ts';
import type { Group, ManagedPolicy, Role, Snapshot, User } from './snapshot.ts';
import { sharedDocument, storedDocument } from './stored-document.ts';

/** The part of a snapshot that GetAccountAuthorizationDetails fills. */
export type AuthorizationDetails = Pick<Snapshot, 'users' | 'groups' | 'roles' | 'policies'>;

/** Dates come as such from the SDK, and as text from files. Text without a zone, as some tools write it, is in UTC. */
const instant = z
  .union([z.date(), z.string()], 'not a date')
  .transform((value) => new Date(typeof value === 'string' && !hasZone.test(value) ? `${value}Z` : value))
  .refine((date) => !Number.isNaN(date.getTime()), 'not a date')
  .transform((date) => date.toISOString());

const hasZone = /([zZ]|[+-]\d\d:?\d\d)$/;

/** JSON by its origin: text of AWS, or a value out of a JSON file. */
const document = z.custom<Json>((value) => value !== undefined, 'a policy document is missing');

const attachedPolicies = z
  .array(
    z.object({ PolicyName: z.string().optional(), PolicyArn: z.string() }).transform((policy) => ({
      policyName: policy.PolicyName ?? nameOf(policy.PolicyArn),
      policyArn: policy.PolicyArn,
    })),
  )
  .default([]);

const inlinePolicies = z
  .array(
    z
      .object({ PolicyName: z.string(), PolicyDocument: document })
      .transform((policy) => ({ policyName: policy.PolicyName, document: storedDocument(policy.PolicyDocument) })),
  )
  .default([]);

const tags = z
  .array(z.object({ Key: z.string(), Value: z.string().default('') }))
  .default([])
  .transform((list) => Object.fromEntries(list.map((tag) => [tag.Key, tag.Value])));

const boundary = z
  .object({ PermissionsBoundaryArn: z.string().optional() })
  .nullish()
  .transform((value) => value?.PermissionsBoundaryArn ?? null);

const user = z
  .object({
    Arn: z.string(),
    UserName: z.string(),
    UserId: z.string().default(''),
    Path: z.string().default('/'),
    CreateDate: instant,
    GroupList: z.array(z.string()).default([]),
    PermissionsBoundary: boundary,
    Tags: tags,
    UserPolicyList: inlinePolicies,
    AttachedManagedPolicies: attachedPolicies,
  })
  .transform(
    (detail): User => ({
      arn: detail.Arn,
      userName: detail.UserName,
      userId: detail.UserId,
      path: detail.Path,
      createdAt: detail.CreateDate,
      groups: detail.GroupList,
      permissionsBoundaryArn: detail.PermissionsBoundary,
      tags: detail.Tags,
      inlinePolicies: detail.UserPolicyList,
      attachedPolicies: detail.AttachedManagedPolicies,
    }),
  );

const group = z
  .object({
    Arn: z.string(),
    GroupName: z.string(),
    GroupId: z.string().default(''),
    Path: z.string().default('/'),
    CreateDate: instant,
    GroupPolicyList: inlinePolicies,
    AttachedManagedPolicies: attachedPolicies,
  })
  .transform(
    (detail): Group => ({
      arn: detail.Arn,
      groupName: detail.GroupName,
      groupId: detail.GroupId,
      path: detail.Path,
      createdAt: detail.CreateDate,
      inlinePolicies: detail.GroupPolicyList,
      attachedPolicies: detail.AttachedManagedPolicies,
    }),
  );

const role = z
  .object({
    Arn: z.string(),
    RoleName: z.string(),
    RoleId: z.string().default(''),
    Path: z.string().default('/'),
    CreateDate: instant,
    AssumeRolePolicyDocument: document,
    PermissionsBoundary: boundary,
    Tags: tags,
    InstanceProfileList: z.array(z.object({ Arn: z.string() })).default([]),
    // An empty object says "not used in the tracking window"; an absent one says nothing.
    RoleLastUsed: z.object({ LastUsedDate: instant.optional(), Region: z.string().optional() }).nullish(),
    RolePolicyList: inlinePolicies,
    AttachedManagedPolicies: attachedPolicies,
  })
  .transform(
    (detail): Role => ({
      arn: detail.Arn,
      roleName: detail.RoleName,
      roleId: detail.RoleId,
      path: detail.Path,
      createdAt: detail.CreateDate,
      trustPolicy: sharedDocument(detail.AssumeRolePolicyDocument),
      permissionsBoundaryArn: detail.PermissionsBoundary,
      tags: detail.Tags,
      instanceProfileArns: detail.InstanceProfileList.map((profile) => profile.Arn),
      lastUsed: detail.RoleLastUsed
        ? { at: detail.RoleLastUsed.LastUsedDate ?? null, region: detail.RoleLastUsed.Region ?? null }
        : null,
      inlinePolicies: detail.RolePolicyList,
      attachedPolicies: detail.AttachedManagedPolicies,
    }),
  );

const managedPolicy = z
  .object({
    Arn: z.string(),
    PolicyName: z.string().optional(),
    PolicyId: z.string().default(''),
    Path: z.string().default('/'),
    CreateDate: instant,
    UpdateDate: instant.optional(),
    AttachmentCount: z.int().default(0),
    PermissionsBoundaryUsageCount: z.int().default(0),
    IsAttachable: z.boolean().default(true),
    DefaultVersionId: z.string(),
    PolicyVersionList: z
      .array(
        z.object({
          VersionId: z.string(),
          IsDefaultVersion: z.boolean(),
          CreateDate: instant.optional(),
          Document: document,
        }),
      )
      .default([]),
  })
  .transform(
    (detail): ManagedPolicy => ({
      arn: detail.Arn,
      policyName: detail.PolicyName ?? nameOf(detail.Arn),
      policyId: detail.PolicyId,
      path: detail.Path,
      managedBy: /^arn:[^:]+:iam::aws:/.test(detail.Arn) ? 'aws' : 'customer',
      createdAt: detail.CreateDate,
      updatedAt: detail.UpdateDate ?? detail.CreateDate,
      attachmentCount: detail.AttachmentCount,
      boundaryUsageCount: detail.PermissionsBoundaryUsageCount,
      isAttachable: detail.IsAttachable,
      defaultVersionId: detail.DefaultVersionId,
      versions: detail.PolicyVersionList.map((version) => ({
        versionId: version.VersionId,
        isDefault: version.IsDefaultVersion,
        createdAt: version.CreateDate ?? detail.UpdateDate ?? detail.CreateDate,
        document: storedDocument(version.Document),
      })),
    }),
  );

/** One page of GetAccountAuthorizationDetails, as the SDK or `--output json` gives it, in our words. */
export const authorizationDetailsPage = z.object({
  UserDetailList: z.array(user).optional(),
  GroupDetailList: z.array(group).optional(),
  RoleDetailList: z.array(role).optional(),
  Policies: z.array(managedPolicy).optional(),
});

type Page = z.output<typeof authorizationDetailsPage>;

/**
 * Puts pages together. AWS mixes types over pages, and the listing is no transaction: an entity that comes twice is
 * taken as it was read last.
 */
export function mergeAuthorizationDetails(pages: readonly Page[]): AuthorizationDetails {
  const all = <Entity extends { readonly arn: string }>(listOf: (page: Page) => readonly Entity[] | undefined) => [
    ...new Map(pages.flatMap((page) => listOf(page) ?? []).map((entity) => [entity.arn, entity] as const)).values(),
  ];
  return {
    users: all((page) => page.UserDetailList),
    groups: all((page) => page.GroupDetailList),
    roles: all((page) => page.RoleDetailList),
    policies: all((page) => page.Policies),
  };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
