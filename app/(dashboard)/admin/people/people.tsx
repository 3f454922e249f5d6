"use client";

import { MemberSessions } from "#components/accounts/member-sessions.tsx";
import { MemberList } from "#components/members/member-list.tsx";
import type { Member } from "#lib/members/contract.ts";

interface PeopleProps {
  me: { userId: string; role: Member["role"] };
}

/** Joins the list of people with where they are signed in, which belongs to the account. */
export function People({ me }: PeopleProps) {
  return (
    <MemberList
      me={me}
      sessionsOf={(member, manageable) => (
        <MemberSessions userId={member.userId} manageable={manageable} />
      )}
    />
  );
}
