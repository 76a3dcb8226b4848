package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.runtime.SurveyView.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One survey at work on a thread of its own; keeps at most {@link #MOST} findings. Thread-safe. */
final class Survey implements Findings {
    /** Nobody reads more rows; a broker with a million topics must not fill the memory. */
    static final int MOST = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

    private final String id;
    private final String subject;
    private final Map<String, Finding> found = new LinkedHashMap<>();
    private State state = State.RUNNING;
    private long done;
    private long of;
    private String what = "";
    private long left;

    /** What a survey does; ends when it is interrupted. */
    interface Work {
        void look(Findings findings) throws InterruptedException, SurveyRefused;
    }

    Survey(String id, String subject) {
        this.id = id;
        this.subject = subject;
    }

    void run(Work work) {
        try {
            work.look(this);
            end(State.DONE, "");
        } catch (InterruptedException _) {
            end(State.ENDED, "ended before its time");
        } catch (SurveyRefused e) {
            end(State.REFUSED, e.words());
        } catch (RuntimeException e) {
            LOG.error("The survey of {} failed", subject, e);
            end(State.REFUSED, "The survey failed inside the program (" + e + "); report this with the log.");
        }
    }

    private synchronized void end(State how, String why) {
        state = how;
        what = why.isEmpty() ? what : why;
    }

    @Override
    public synchronized void found(Finding finding) {
        String place = finding.device() + "\n" + finding.place();
        if (found.size() >= MOST && !found.containsKey(place)) {
            left++;
            return;
        }
        found.put(place, finding);
    }

    @Override
    public synchronized void progress(long stepsDone, long steps, String words) {
        done = stepsDone;
        of = steps;
        what = words;
    }

    synchronized boolean running() {
        return state == State.RUNNING;
    }

    String subject() {
        return subject;
    }

    synchronized SurveyView view() {
        return new SurveyView(id, subject, state, done, of, what, new ArrayList<>(found.values()), left);
    }
}
