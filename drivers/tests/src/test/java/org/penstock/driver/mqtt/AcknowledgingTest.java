package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From "the journal has it" to the bytes that tell the broker so. */
@Timeout(60)
class AcknowledgingTest {
    private static Thread giving(AckOrder order, List<Integer> given) {
        return Thread.ofPlatform().name("test-acks").start(() -> {
            try {
                for (int[] ids = order.due(); ids.length > 0; ids = order.due()) {
                    IntStream.of(ids).forEach(given::add);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Property(tries = 200)
    void theyGoOutInTheOrderOfArrivalHoweverTheyBecomeDue(@ForAll @IntRange(min = 1, max = 50) int n, @ForAll long seed)
            throws Exception {
        AckOrder order = new AckOrder();
        List<Integer> given = new CopyOnWriteArrayList<>();
        List<AckOrder.Slot> slots = new ArrayList<>();
        List<Integer> arrived = IntStream.range(100, 100 + n).boxed().toList();
        arrived.forEach(id -> slots.add(order.arrived(id)));
        Collections.shuffle(slots, new Random(seed));
        Thread thread = giving(order, given);
        for (AckOrder.Slot s : slots) {
            s.run();
            s.run(); // twice does no harm
        }
        while (order.waiting() > 0) {
            Thread.onSpinWait();
        }
        order.end();
        thread.join();
        assertEquals(arrived, given);
    }

    @Test
    void whatIsInHandStillWaitsAndWhatBecomesDueMeanwhileComesNext() throws Exception {
        AckOrder order = new AckOrder();
        AckOrder.Slot first = order.arrived(1);
        AckOrder.Slot second = order.arrived(2);
        order.arrived(3);
        first.run();
        assertArrayEquals(new int[] {1}, order.due());
        assertEquals(3, order.waiting(), "one that is being given is not yet given");
        second.run();
        assertArrayEquals(new int[] {2}, order.due());
        assertEquals(2, order.waiting());
    }

    @Test
    void nothingIsGivenForAConnectionThatIsGone() throws Exception {
        AckOrder order = new AckOrder();
        AckOrder.Slot slot = order.arrived(1);
        List<Integer> given = new CopyOnWriteArrayList<>();
        Thread waiting = giving(order, given);
        order.end();
        waiting.join();
        slot.run();
        order.arrived(2).run();
        assertEquals(0, order.due().length);
        assertEquals(List.of(), given);
        assertEquals(0, order.waiting());
        assertFalse(waiting.isAlive());
    }

    private static String hex(ByteArrayOutputStream bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void aGroupOfAcknowledgementsIsOneWriteOfFourBytesEach() throws IOException {
        List<String> writes = new ArrayList<>();
        PacketStream packets = new PacketStream(new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] b, int off, int len) {
                writes.add(HexFormat.of().formatHex(b, off, off + len));
            }
        });
        packets.acknowledge(new int[] {1, 258, 65_535});
        assertEquals(List.of("40020001400201024002ffff"), writes);
    }

    /** A SUBSCRIBE to many topics leaves the library in several writes; in the midst of it nobody may speak. */
    @Property(tries = 200)
    void theyNeverSplitAPacketOfTheLibrary(
            @ForAll @IntRange(min = 0, max = 20_000) int size, @ForAll @IntRange(min = 1, max = 9_000) int chunk)
            throws IOException {
        byte[] packet = packet(size);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        PacketStream packets = new PacketStream(sent);
        for (int at = 0; at < packet.length; at += chunk) {
            packets.write(packet, at, Math.min(chunk, packet.length - at));
            if (at == 0) {
                packets.acknowledge(new int[] {7});
            }
        }
        packets.acknowledge(new int[] {8});
        packets.write(0xc0); // PINGREQ, byte by byte
        packets.acknowledge(new int[] {9});
        packets.write(0);
        String whole = HexFormat.of().formatHex(packet);
        assertEquals(whole + "40020007" + "40020008" + "c000" + "40020009", hex(sent));
    }

    private static byte[] packet(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x82);
        int left = size;
        do {
            int digit = left & 0x7f;
            left >>= 7;
            out.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        for (int i = 0; i < size; i++) {
            out.write(0x40);
        }
        return out.toByteArray();
    }
}
