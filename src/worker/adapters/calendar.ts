import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Invitation } from '../../domain/mail/invitation';

/**
 * A name as a parameter can carry it: RFC 5545 §3.2 gives no way to write a double quote or a control character
 * there.
 */
function parameterText(name: string): string {
  return name.replace(/"/g, "'").replace(/\p{Cc}+/gu, ' ');
}

/**
 * An invitation as iCalendar text (RFC 5545), with RFC 5546's properties for a REQUEST or a CANCEL. Times are in UTC,
 * which every calendar shows in its reader's own zone. Throws RangeError when the end is not after the start,
 * TypeError when the link is no URL.
 */
export function renderInvitation(invitation: Invitation): string {
  if (!(invitation.end > invitation.start)) throw new RangeError(`invitation ${invitation.uid} ends before it starts`);
  const cancelled = invitation.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'INPS per tutti', product: 'consults', language: 'IT' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    stamp: new Date(invitation.stamp),
    start: new Date(invitation.start),
    end: new Date(invitation.end),
    summary: invitation.summary,
    location: invitation.location,
    // Through URL, so that a line break in the link cannot begin another property.
    url: new URL(invitation.url).href,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: parameterText(invitation.organizer.name), email: invitation.organizer.address },
    attendees: invitation.attendees.map(({ name, address }) => ({
      name: parameterText(name),
      email: address,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: !cancelled,
    })),
  });
  return `${calendar.toString()}\r\n`;
}
