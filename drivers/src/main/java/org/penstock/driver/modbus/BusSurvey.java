package org.penstock.driver.modbus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.modbus.Asides.Answer;
import org.penstock.driver.modbus.ExchangeException.Kind;
import org.penstock.driver.modbus.SurveyScope.Span;

/**
 * Looks who is on the line and what stands in their registers, over the link's own connection ({@link Asides}). Reads
 * only. A unit is asked for one holding register: any answer, a refusal too, means that somebody is there. A unit that
 * falls silent is not asked again, because its late answers would be in the way of the polls. One thread.
 */
final class BusSurvey {
    /** One read asks for so many registers: few devices answer the most that the protocol allows. */
    private static final int BLOCK_REGISTERS = 64;

    private static final int BLOCK_BITS = 512;
    private static final int MOST_IDENTIFICATIONS = 4;

    private final ModbusPlan plan;
    private final Asides asides;
    private final Ticker ticker;
    private boolean identify = true;
    private long untilNanos;

    BusSurvey(ModbusPlan plan, Asides asides, Ticker ticker) {
        this.plan = plan;
        this.asides = asides;
        this.ticker = ticker;
    }

    /** The time of the survey is over. */
    private static final class Over extends Exception {
        private static final long serialVersionUID = 1;
    }

    void run(SurveyWish wish, Findings findings) throws InterruptedException, SurveyRefused {
        boolean addressed = plan.settings().place() instanceof Place.Network n && !n.rtu();
        SurveyScope scope = SurveyScope.of(wish, addressed ? 0 : 1);
        untilNanos = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(wish.forMillis());
        int done = 0;
        int of = scope.units().size();
        try {
            for (int unit : scope.units()) {
                findings.progress(done, of, "unit " + unit);
                look(unit, scope, done, findings);
                done++;
            }
            findings.progress(done, of, "all units were asked");
        } catch (Over unused) {
            findings.progress(
                    done, of, "the time is over at unit " + scope.units().get(done));
        }
    }

    private void look(int unit, SurveyScope scope, int done, Findings findings)
            throws InterruptedException, SurveyRefused, Over {
        String own = plan.deviceOf(unit);
        String ofDevice = own.isEmpty() ? "" : "device " + own + ": ";
        String name = "unit " + unit;
        String write = RegisterSheet.address(unit);
        String heard;
        try {
            heard = "answers in " + millis(ask(unit, Pdu.read(RegisterTable.HOLDING, first(scope), 1)));
        } catch (ExchangeException e) {
            if (e.kind() == Kind.BROKEN) {
                throw new SurveyRefused("The survey ended at unit " + unit + ", because the connection did: "
                        + e.words() + ". Ask for the other units without it.");
            }
            if (e.kind() != Kind.REFUSED || e.unitUnreached()) {
                if (!own.isEmpty()) {
                    findings.found(new Finding(name, "", "", ofDevice + e.words(), "", write));
                }
                return;
            }
            heard = e.words();
        }
        findings.found(new Finding(name, "", "", ofDevice + heard, "", write));
        Identification who = who(unit);
        if (!who.words().isEmpty()) {
            String map = mapOf(who);
            String known = map.isEmpty() ? write : "{unit_id: " + unit + ", map: " + map + "}";
            findings.found(new Finding(name, "", who.words(), ofDevice + heard, "", known));
        }
        for (Span span : scope.spans()) {
            if (!read(unit, span, scope, done, findings)) {
                break;
            }
        }
    }

    /** The register asked for first is one a person wants to see, where there is one. */
    private static int first(SurveyScope scope) {
        return scope.spans().stream()
                .filter(s -> s.table() == RegisterTable.HOLDING)
                .mapToInt(Span::first)
                .findFirst()
                .orElse(0);
    }

    private Identification who(int unit) throws InterruptedException, SurveyRefused, Over {
        Map<Integer, String> objects = new TreeMap<>();
        int next = 0;
        for (int i = 0; identify && i < MOST_IDENTIFICATIONS && (i == 0 || next > 0); i++) {
            try {
                Identification part =
                        Identification.of(ask(unit, Pdu.identify(next)).bytes());
                objects.putAll(part.objects());
                next = part.next();
            } catch (ExchangeException e) {
                // Some devices end the connection at a function they do not know; that is done to them once.
                identify = e.kind() != Kind.BROKEN && e.kind() != Kind.UNSETTLED;
                break;
            }
        }
        return new Identification(objects, 0);
    }

    /** Name of the register map of exactly this device, "" when there is none. */
    private static String mapOf(Identification who) {
        RegisterMaps maps = new RegisterMaps();
        for (String name : maps.names()) {
            RegisterMap map = maps.get(name, new Problems());
            if (who.proves(map.maker(), map.model())) {
                return name;
            }
        }
        return "";
    }

    /** @return whether the unit may be asked more */
    private boolean read(int unit, Span span, SurveyScope scope, int done, Findings findings)
            throws InterruptedException, SurveyRefused, Over {
        RegisterTable table = span.table();
        RegisterSheet sheet = new RegisterSheet(unit, table, scope.type(), findings);
        int most = table.bits() ? BLOCK_BITS : Math.min(BLOCK_REGISTERS, mostOf(unit));
        Deque<Span> left = new ArrayDeque<>();
        for (int at = span.first(); at < span.first() + span.count(); at += most) {
            left.add(new Span(table, at, Math.min(most, span.first() + span.count() - at)));
        }
        while (!left.isEmpty()) {
            Span now = left.pop();
            Register at = new Register(table, now.first());
            findings.progress(done, scope.units().size(), "unit " + unit + ", " + at);
            Pdu request = Pdu.read(table, now.first(), now.count());
            try {
                sheet.read(now.first(), request.items(ask(unit, request).bytes()));
            } catch (ExchangeException e) {
                if (!e.maybeTheAddress()) {
                    String why = "not read from " + at + " on: " + e.words();
                    findings.found(new Finding("unit " + unit, table.word(), "", why, "", RegisterSheet.address(unit)));
                    return e.kind() == Kind.REFUSED;
                }
                if (now.count() > 1) {
                    int half = now.count() / 2;
                    left.push(new Span(table, now.first() + half, now.count() - half));
                    left.push(new Span(table, now.first(), half));
                }
            }
        }
        return true;
    }

    private int mostOf(int unit) {
        return plan.devices().stream()
                .filter(d -> d.unit() == unit)
                .mapToInt(DeviceAddress::most)
                .min()
                .orElse(BLOCK_REGISTERS);
    }

    private Answer ask(int unit, Pdu request) throws ExchangeException, InterruptedException, SurveyRefused, Over {
        Answer answer = asides.ask(unit, request, untilNanos);
        if (answer == null) {
            throw new Over();
        }
        return answer;
    }

    private static String millis(Answer answer) {
        return answer.tookNanos() / 100_000 / 10.0 + " ms";
    }
}
