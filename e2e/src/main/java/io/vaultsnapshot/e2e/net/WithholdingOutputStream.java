package io.vaultsnapshot.e2e.net;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that never passes its last bytes on. */
final class WithholdingOutputStream extends FilterOutputStream {
    private final byte[] held;
    private int count;

    WithholdingOutputStream(OutputStream out, int bytes) {
        super(out);
        this.held = new byte[bytes];
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] all = new byte[count + length];
        System.arraycopy(held, 0, all, 0, count);
        System.arraycopy(bytes, offset, all, count, length);
        int passing = Math.max(0, all.length - held.length);
        out.write(all, 0, passing);
        count = all.length - passing;
        System.arraycopy(all, passing, held, 0, count);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }
}
