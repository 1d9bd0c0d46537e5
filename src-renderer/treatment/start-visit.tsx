// "Kirjaa käynti" on the client's page: from a booking of today, or a walk-in. An assistant records that the visit took place.
import { CalendarCheck, NotebookPen } from 'lucide-react'
import { useRef, useState } from 'react'
import { appointmentsContract } from '../../src-main/appointments/contract.ts'
import { visitsContract } from '../../src-main/visits/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { formatTime, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { notify, offerUndo } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { Menu } from '../components/menu.tsx'

export function StartVisit({ clientId, mayWrite }: { clientId: string; mayWrite: boolean }) {
  const { t } = useI18n()
  const today = todayDate()
  const booked = useMethod(appointmentsContract.list, { from: today, to: today, clientId })
  const [failure, setFailure] = useState<unknown>(null)
  const busy = useRef(false)
  const appointments = (booked.data?.appointments ?? []).filter(({ status }) => status === 'booked' || status === 'arrived')

  const start = async (appointmentId?: string) => {
    if (busy.current) return
    busy.current = true
    try {
      const visit = await call(visitsContract.start, { clientId, ...(appointmentId === undefined ? {} : { appointmentId }) })
      if (mayWrite) go('note', { visitId: visit.id })
      else {
        const { id } = visit
        const recorded = t('treatment.visitRecorded', { time: formatTime(visit.start) })
        // The booking's visit was there already, begun by somebody else perhaps: not hers to take out by "undo".
        if (appointments.some((one) => one.id === appointmentId && one.visitId !== undefined)) notify(recorded)
        else
          offerUndo(
            recorded,
            () => call(visitsContract.discard, { id }),
            () => call(visitsContract.restore, { id }),
          )
      }
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
    }
  }
  // Until the bookings of the day are known a press could begin a walk-in in the place of a booking.
  const isKnown = booked.data !== undefined || booked.error !== null
  // The keys take the first booking of the day that waits, as the menu's first line does.
  const startFirst = () => {
    if (isKnown) void start(appointments[0]?.id)
  }
  useActions([{ id: 'startVisit', label: 'treatment.startVisit', keys: 'k', icon: NotebookPen, section: 'actions', run: startFirst }])
  return (
    <>
      {appointments.length === 0 ? (
        <Button variant="primary" icon={NotebookPen} keys="k" isDisabled={!isKnown} onPress={startFirst}>
          {t('treatment.startVisit')}
        </Button>
      ) : (
        <Menu
          label={t('treatment.startVisit')}
          trigger={
            <Button variant="primary" icon={NotebookPen}>
              {t('treatment.startVisit')}
            </Button>
          }
          entries={[
            ...appointments.map((each) => ({
              id: each.id,
              label: t('treatment.startBooked', { time: formatTime(each.start), service: each.serviceName }),
              icon: CalendarCheck,
              onAction: () => void start(each.id),
            })),
            { id: 'walkIn', label: t('treatment.startWalkIn'), icon: NotebookPen, onAction: () => void start() },
          ]}
        />
      )}
      <ErrorDialog error={failure} title={t('treatment.notStarted')} onClose={() => setFailure(null)} />
    </>
  )
}
