package org.penstock.core.runtime;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.SurveyRefused;

/** A link that is opened for a look and closed after it. */
record Trial(Link link, TrialContext context) implements AutoCloseable {
    private static final long CONNECT_WITHIN_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 20;

    /** Opens and waits for the connection. @throws SurveyRefused saying why there is none */
    static Trial open(Driver driver, LinkSpec spec, UnaryOperator<String> secrets, TrialContext.Clocks clocks)
            throws InterruptedException, SurveyRefused {
        TrialContext context = new TrialContext(clocks, secrets);
        Trial trial = new Trial(driver.open(spec, context), context);
        boolean connected = false;
        try {
            trial.link.start();
            trial.awaitConnection();
            connected = true;
            return trial;
        } finally {
            if (!connected) {
                trial.close();
            }
        }
    }

    private void awaitConnection() throws InterruptedException, SurveyRefused {
        long until = context.ticker().nanos() + TimeUnit.MILLISECONDS.toNanos(CONNECT_WITHIN_MILLIS);
        while (true) {
            LinkStatus now = link.status();
            if (now.state() == LinkState.ONLINE || now.state() == LinkState.DEGRADED) {
                return;
            }
            boolean late = context.ticker().nanos() - until >= 0;
            if (now.state() == LinkState.OFFLINE || late) {
                throw new SurveyRefused("Link " + link.key() + " cannot be connected: " + now.reason() + ".");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
