package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.driver.modbus.Asides.Question;
import org.penstock.driver.modbus.ExchangeException.Kind;
import org.penstock.driver.modbus.ModbusConnection.Late;
import org.penstock.driver.shared.StatusBoard;

/**
 * Polls over one connection after the other, each until it is lost. A poll that fails delivers nothing: the value grows
 * old and is seen to. Feeds the watchdog registers while the connection and the facility live. One thread.
 */
final class Poller {
    /** After so many time-outs in a row, and no answer of anyone, the connection is taken for dead. */
    private static final int SILENCES_UNTIL_LOST = 2;

    private static final int NOBODY = -1;

    private final LinkContext context;
    private final StatusBoard status;
    private final Turn turn;
    private final ModbusSettings settings;
    private final PollSchedule schedule;
    private final Delivery delivery;
    private final HealthBook health;
    private final WatchedLine line;
    private final Asides asides;
    private final ModbusPlan plan;
    private final List<Watchdog> watchdogs = new ArrayList<>();
    private final Set<Integer> silentUnits = new HashSet<>();
    /** Units of which the facility was told that they answer no more. */
    private final Set<Integer> away = new HashSet<>();

    private int silencesInARow;
    private boolean answered;
    private int behind = NOBODY;
    private boolean afresh = true;

    /**
     * Why a connection came to its end.
     *
     * @param atOnce the far end is not suspected: connect again without waiting
     */
    record Lost(String why, boolean atOnce) {}

    Poller(
            ModbusPlan plan,
            Turn turn,
            WatchedLine line,
            Asides asides,
            Delivery delivery,
            LinkContext context,
            StatusBoard status,
            HealthBook health) {
        this.plan = plan;
        this.line = line;
        this.asides = asides;
        this.context = context;
        this.status = status;
        this.turn = turn;
        this.settings = plan.settings();
        this.delivery = delivery;
        this.health = health;
        long now = context.ticker().nanos();
        this.schedule = new PollSchedule(plan, now);
        for (DeviceAddress d : plan.devices()) {
            if (d.watchdog() != null) {
                watchdogs.add(new Watchdog(d, d.watchdog(), now));
            }
        }
    }

    /** Whether any unit has answered over the present connection. */
    boolean answered() {
        return answered;
    }

    /** Polls until the connection is lost. */
    Lost run(ModbusConnection connection) throws InterruptedException {
        Lost lost = poll(connection);
        afresh = !lost.atOnce();
        return lost;
    }

    private Lost poll(ModbusConnection connection) throws InterruptedException {
        long connectedNanos = context.ticker().nanos();
        begin(connectedNanos);
        rest(TimeUnit.MILLISECONDS.toNanos(settings.afterConnectMillis()));
        while (true) {
            String broken = connection.broken();
            if (broken != null) {
                return new Lost(settings.where() + ": " + broken, false);
            }
            takeLate(connection);
            long now = context.ticker().nanos();
            if (settings.reconnectAfterMillis() > 0
                    && now - connectedNanos >= settings.reconnectAfterMillis() * 1_000_000) {
                return new Lost("the connection to " + settings.where() + " is renewed", true);
            }
            Watchdog w = dueWatchdog(now);
            if (w != null) {
                Lost lost = feed(connection, w);
                if (lost != null) {
                    return lost;
                }
            }
            Question aside = aside(now);
            if (aside != null) {
                Lost lost = ask(connection, aside);
                if (lost != null) {
                    return lost;
                }
                continue;
            }
            Block next = schedule.next(now);
            if (next == null) {
                look(Math.min(schedule.restNanos(now), watchdogRest(now)));
                continue;
            }
            Lost lost = poll(connection, next);
            if (lost != null) {
                return lost;
            }
        }
    }

    private void begin(long now) {
        answered = false;
        silencesInARow = 0;
        silentUnits.clear();
        behind = NOBODY;
        if (afresh) {
            schedule.connected(now);
        }
        if (schedule.empty()) {
            status.say(LinkState.ONLINE, "");
        } else if (status.state() == LinkState.STOPPED || status.state() == LinkState.CONNECTING) {
            status.say(LinkState.CONNECTING, "connected to " + settings.where() + ", waiting for the first answer");
        }
    }

    private void rest(long nanos) throws InterruptedException {
        long until = context.ticker().nanos() + nanos;
        for (long left = nanos; left > 0; left = until - context.ticker().nanos()) {
            look(left);
        }
    }

    /** Waits, at most a tenth of a second: a lost connection is noticed although nothing is due. */
    private void look(long nanos) throws InterruptedException {
        asides.rest(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(asides.unitWaiting() >= 0 ? 20 : 100)));
    }

    /** A question of a survey, when it disturbs nobody to ask it now. */
    private @Nullable Question aside(long now) {
        int unit = asides.unitWaiting();
        if (unit < 0) {
            return null;
        }
        // While it is open whether the last one who was silent holds the line up, a poll is asked first.
        boolean inDoubt = behind != NOBODY && schedule.anyoneWell();
        long calm = inDoubt ? 0 : Math.min(schedule.calmNanos(now), watchdogRest(now));
        return asides.take(calm, schedule.knows(unit) ? schedule.expectedNanos(unit) : 0);
    }

    /** Says nothing of the health of a device: what a survey asks may well be refused, or answered by nobody. */
    private @Nullable Lost ask(ModbusConnection connection, Question q) throws InterruptedException {
        int unit = q.unit();
        boolean known = schedule.knows(unit);
        ExchangeException failure = new ExchangeException(Kind.BROKEN, "the link was closed");
        byte[] answer = null;
        turn.poll();
        long sent = context.ticker().nanos();
        try {
            status.countSent();
            long patience = known ? schedule.patience(unit) : asides.patienceNanos();
            answer = line.exchange(connection, plan.deviceOf(unit), unit, q.request(), patience);
            status.countReceived();
            behind = behind == unit ? NOBODY : behind;
            return null;
        } catch (ExchangeException e) {
            failure = e;
            if (e.kind() == Kind.SILENT && settings.place() instanceof Place.Network) {
                behind = unit;
            }
            return e.kind() == Kind.BROKEN || e.kind() == Kind.UNSETTLED
                    ? new Lost(settings.where() + ": " + e.words(), e.kind() == Kind.UNSETTLED)
                    : null;
        } finally {
            turn.release();
            if (answer == null) {
                asides.failed(q, failure);
            } else {
                asides.answered(q, answer, context.ticker().nanos() - sent);
            }
        }
    }

    private @Nullable Lost poll(ModbusConnection connection, Block block) throws InterruptedException {
        UnitPatience unit = schedule.unit(block.unit());
        boolean well = unit.well();
        boolean atOthersCost = !well && schedule.anyoneWell();
        long patience = schedule.patience(block.unit());
        boolean mayStandStill = behind != NOBODY && behind != block.unit() && well;
        if (mayStandStill) {
            patience = unit.shortPatience(patience);
        } else if (silencesInARow == 1 && unit.proven() && settings.place() instanceof Place.Network) {
            patience = unit.secondPatience(patience, block.everyNanos());
        }
        Pdu request = block.ask();
        status.countSent();
        turn.poll();
        long sent = context.ticker().nanos();
        block.planNext(sent);
        try {
            byte[] answer = line.exchange(connection, block.device(), block.unit(), request, patience);
            answered(block, request, answer, context.ticker().nanos() - sent);
            return null;
        } catch (ExchangeException e) {
            status.countError();
            health.failed(block.device(), e);
            if (e.kind() == Kind.SILENT && mayStandStill) {
                return standsStill(block, e);
            }
            // What has come meanwhile shows that the connection lives.
            takeLate(connection);
            return failed(block, e);
        } finally {
            turn.release();
            if (atOthersCost) {
                schedule.spent(context.ticker().nanos() - sent);
            }
        }
    }

    private void answered(Block block, Pdu request, byte[] answer, long tookNanos) {
        status.countReceived();
        health.answered(block.device(), tookNanos);
        heard(block.unit(), tookNanos);
        succeeded(block, request, answer);
        sayHealth();
    }

    private void succeeded(Block block, Pdu request, byte[] answer) {
        boolean failing = block.failing();
        block.succeeded();
        delivery.deliver(block, request.items(answer));
        if (failing) {
            long now = context.ticker().nanos();
            schedule.groups().stream().filter(g -> g.pieces().contains(block)).forEach(g -> g.answered(true, now));
        }
    }

    private void takeLate(ModbusConnection connection) {
        for (Late late = connection.takeLate(); late != null; late = connection.takeLate()) {
            long now = context.ticker().nanos();
            status.countReceived();
            answered = true;
            silencesInARow = 0;
            silentUnits.clear();
            if (!schedule.knows(late.unit())) {
                asides.late(late.tookNanos());
                behind = behind == late.unit() ? NOBODY : behind;
                continue;
            }
            if (late.unitUnreached()) {
                continue;
            }
            schedule.answeredLate(late.unit(), late.tookNanos(), now);
            tell(late.unit(), "");
            Pdu request = late.request();
            if (request != null) {
                deliverLate(late, request);
            }
            sayHealth();
        }
    }

    private void deliverLate(Late late, Pdu request) {
        for (BlockGroup g : schedule.groups()) {
            for (Block b : g.pieces()) {
                if (b.asked(request)) {
                    health.answered(b.device(), late.tookNanos());
                    line.late(b.device(), request, late);
                    succeeded(b, request, late.answer());
                }
            }
        }
    }

    private @Nullable Lost failed(Block block, ExchangeException e) {
        long now = context.ticker().nanos();
        if (e.kind() == Kind.BROKEN || e.kind() == Kind.UNSETTLED) {
            if (e.kind() == Kind.UNSETTLED) {
                block.dueAt(now);
            }
            return new Lost(settings.where() + ": " + e.words(), e.kind() == Kind.UNSETTLED);
        }
        if (e.unitUnreached()) {
            // The gateway lives and says that the unit does not.
            block.failed(e.words());
            silencesInARow = 0;
            silent(block.unit(), e.words(), now);
        } else if (e.kind() == Kind.REFUSED) {
            heard(block.unit(), 0);
            if (e.maybeTheAddress()) {
                delivery.flush(block);
                schedule.groups().stream()
                        .filter(g -> g.pieces().contains(block))
                        .findFirst()
                        .ifPresent(g -> g.refused(block, e.words(), now));
            } else {
                block.failed(e.words());
            }
        } else {
            block.failed(e.words());
            if (unheard(block.unit(), e.words())) {
                return new Lost(settings.where() + ": " + e.words() + ", " + silencesInARow + " times in a row", false);
            }
        }
        sayHealth();
        return null;
    }

    /** A unit that answers well did not, right after another was silent: its request stands in a queue behind that one. */
    private Lost standsStill(Block block, ExchangeException e) {
        long now = context.ticker().nanos();
        block.dueAt(now);
        if (schedule.knows(behind)) {
            schedule.unit(behind).heldUp(now);
            schedule.back(behind, now);
        } else {
            asides.heldUp();
        }
        return new Lost(
                settings.where() + ": " + e.words() + ", because unit " + behind + " holds the connection up", true);
    }

    private void heard(int unit, long tookNanos) {
        answered = true;
        silencesInARow = 0;
        silentUnits.clear();
        if (behind != unit) {
            behind = NOBODY;
        }
        long now = context.ticker().nanos();
        if (schedule.unit(unit).answered(tookNanos, now) >= UnitPatience.SILENCES_UNTIL_SPARED) {
            schedule.back(unit, now);
        }
        tell(unit, "");
    }

    private void silent(int unit, String why, long now) {
        schedule.silent(unit, why, now);
        if (schedule.unit(unit).silences() >= UnitPatience.SILENCES_UNTIL_SPARED) {
            tell(unit, why);
        }
    }

    /** @param why a unit answers no more, "" when it does again */
    private void tell(int unit, String why) {
        if (why.isEmpty() ? away.remove(unit) : away.add(unit)) {
            plan.devices().stream().filter(d -> d.unit() == unit).forEach(d -> context.device(d.device(), why));
        }
    }

    /** @return whether the connection must be taken for dead */
    private boolean unheard(int unit, String why) {
        UnitPatience u = schedule.unit(unit);
        silent(unit, why, context.ticker().nanos());
        // A serial line has no queue to stand in.
        behind = settings.place() instanceof Place.Network ? unit : NOBODY;
        if (u.proven() || schedule.proven() == 0) {
            silencesInARow++;
            silentUnits.add(unit);
        }
        // One dead unit is not a dead connection while others have not been asked; but it may be when that goes on.
        return silencesInARow >= SILENCES_UNTIL_LOST
                && (silentUnits.size() >= Math.min(2, schedule.proven()) || silencesInARow >= 3 * SILENCES_UNTIL_LOST);
    }

    private @Nullable Watchdog dueWatchdog(long now) {
        for (Watchdog w : watchdogs) {
            if (w.dueNanos() - now <= 0 && schedule.unit(w.unit()).notBeforeNanos() - now <= 0) {
                return w;
            }
        }
        return null;
    }

    private long watchdogRest(long now) {
        long rest = Long.MAX_VALUE;
        for (Watchdog w : watchdogs) {
            rest = Math.min(rest, Math.max(1_000_000, w.dueNanos() - now));
        }
        return rest;
    }

    private @Nullable Lost feed(ModbusConnection connection, Watchdog w) throws InterruptedException {
        w.planNext(context.ticker().nanos());
        if (!delivery.flowing()) {
            w.failed("because the facility has taken no values for a while");
            sayHealth();
            return null;
        }
        status.countSent();
        turn.poll();
        long sent = context.ticker().nanos();
        try {
            line.exchange(connection, w.device(), w.unit(), w.ask(), schedule.patience(w.unit()));
            status.countReceived();
            heard(w.unit(), context.ticker().nanos() - sent);
            w.taken();
        } catch (ExchangeException e) {
            status.countError();
            health.failed(w.device(), e);
            w.failed(e.words());
            if (e.kind() == Kind.BROKEN || e.kind() == Kind.UNSETTLED) {
                return new Lost(settings.where() + ": " + e.words(), e.kind() == Kind.UNSETTLED);
            }
            if (e.kind() == Kind.SILENT && unheard(w.unit(), e.words())) {
                return new Lost(settings.where() + ": " + e.words() + ", " + silencesInARow + " times in a row", false);
            }
        } finally {
            turn.release();
        }
        sayHealth();
        return null;
    }

    private void sayHealth() {
        Set<String> troubles = new TreeSet<>();
        for (BlockGroup g : schedule.groups()) {
            for (Block b : g.pieces()) {
                String trouble = b.trouble();
                if (trouble != null) {
                    troubles.add(trouble);
                }
            }
        }
        for (Watchdog w : watchdogs) {
            String trouble = w.trouble();
            if (trouble != null) {
                troubles.add(trouble);
            }
        }
        if (!troubles.isEmpty()) {
            status.say(LinkState.DEGRADED, String.join("; ", troubles));
        } else if (answered || schedule.empty()) {
            status.say(LinkState.ONLINE, "");
        }
    }
}
